package io.seaworthy.sanitize.net;

import io.seaworthy.sanitize.Checked;
import java.net.URI;
import java.net.URISyntaxException;

/** The URL that a {@code Location} field means (RFC 9110 section 10.2.2), checked like any other. Stateless. */
final class Redirects {

    private Redirects() {}

    static Checked<PublicHttpUrl, UrlRefusal> resolve(PublicHttpUrl base, String location) {
        // Parsers disagree on these; whoever sends them does not get followed.
        boolean ambiguous = location.indexOf('\\') >= 0 || location.chars().anyMatch(c -> c <= ' ' || c >= 0x7f);
        if (ambiguous || location.isEmpty()) {
            return Checked.refused(UrlRefusal.INVALID_URL);
        }
        try {
            return PublicHttpUrl.parse(
                    new URI(base.toString()).resolve(new URI(location)).toString());
        } catch (URISyntaxException | IllegalArgumentException malformed) {
            return Checked.refused(UrlRefusal.INVALID_URL);
        }
    }
}
