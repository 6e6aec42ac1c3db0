package io.seaworthy.sanitize.net;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An answer fetched from elsewhere. Its headers and body are a stranger's: never copy them into an answer of your own
 * unchecked. Immutable.
 */
public final class FetchResponse {

    private final PublicHttpUrl url;
    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    FetchResponse(PublicHttpUrl url, int status, Map<String, List<String>> headers, byte[] body) {
        this.url = url;
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** Where it came from, after redirects. */
    public PublicHttpUrl url() {
        return url;
    }

    /** 200 to 599. */
    public int status() {
        return status;
    }

    /** The field's first value. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** All fields, names in lower case. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** A copy of the body, transfer coding taken off, content coding left on. */
    public byte[] body() {
        return body.clone();
    }

    /** The status and the size. */
    @Override
    public String toString() {
        return "FetchResponse[" + status + ", " + body.length + " bytes]";
    }
}
