package io.seaworthy.jdkhttp;

import com.sun.net.httpserver.Headers;
import io.seaworthy.kernel.http.HeaderSyntax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request's header fields, taken over by reference once: the JDK's own look-up makes three objects to find out how a
 * name is spelled. Immutable as long as the exchange lives.
 */
final class RequestFields {

    private final String[] names;
    private final List<List<String>> values;

    private RequestFields(String[] names, List<List<String>> values) {
        this.names = names;
        this.values = values;
    }

    static RequestFields of(Headers headers) {
        return new RequestFields(headers.keySet().toArray(String[]::new), List.copyOf(headers.values()));
    }

    /** All values, or null where there is no such field. */
    @Nullable
    List<String> get(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equalsIgnoreCase(name)) {
                return values.get(i);
            }
        }
        return null;
    }

    @Nullable
    String first(String name) {
        List<String> all = get(name);
        return all == null || all.isEmpty() ? null : all.get(0);
    }

    /** RFC 9110 section 5.5: no control characters but a tab; obs-text is opaque and passes. */
    boolean areClean() {
        for (int i = 0; i < names.length; i++) {
            if (!HeaderSyntax.isToken(names[i])) {
                return false;
            }
            for (String value : values.get(i)) {
                if (!RequestSyntax.isClean(value)) {
                    return false;
                }
            }
        }
        return true;
    }
}
