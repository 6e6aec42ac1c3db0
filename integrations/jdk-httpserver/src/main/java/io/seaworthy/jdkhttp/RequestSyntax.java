package io.seaworthy.jdkhttp;

import com.sun.net.httpserver.HttpExchange;
import io.seaworthy.kernel.http.HeaderSyntax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the JDK's parser lets through although RFC 9110 and 9112 call it malformed or ambiguous. Stateless. */
final class RequestSyntax {

    /** What is wrong with a request. */
    enum Fault {
        /** Where the request ends is unclear: nothing more may be read from the connection. */
        FRAMING,
        /** The request's end is clear, its meaning is not. */
        MEANING
    }

    private RequestSyntax() {}

    /** The first fault, or null where there is none. */
    static @Nullable Fault check(HttpExchange exchange, RequestTarget target, RequestFields headers) {
        String protocol = exchange.getProtocol();
        boolean old = protocol.equals("HTTP/1.0");
        if (!isFramingClear(headers, old)) {
            return Fault.FRAMING;
        }
        boolean fine = (old || protocol.equals("HTTP/1.1"))
                && HeaderSyntax.isToken(exchange.getRequestMethod())
                && target.clear()
                && isHostClear(headers, target, old)
                && headers.areClean();
        return fine ? null : Fault.MEANING;
    }

    /** RFC 9112 section 6: one length of digits, or chunked alone and not in HTTP/1.0. */
    private static boolean isFramingClear(RequestFields headers, boolean old) {
        List<String> lengths = headers.get("Content-Length");
        List<String> codings = headers.get("Transfer-Encoding");
        if (codings != null) {
            return !old
                    && lengths == null
                    && codings.size() == 1
                    && codings.get(0).equalsIgnoreCase("chunked");
        }
        return lengths == null || (lengths.size() == 1 && isDigits(lengths.get(0)));
    }

    static boolean isDigits(String text) {
        if (text.isEmpty() || text.length() > 18) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** RFC 9112 section 3.2: exactly one Host, of the same authority as an absolute form. */
    private static boolean isHostClear(RequestFields headers, RequestTarget target, boolean old) {
        List<String> hosts = headers.get("Host");
        if (hosts == null) {
            return old;
        }
        if (hosts.size() != 1 || !HostSyntax.isHost(hosts.get(0))) {
            return false;
        }
        String authority = target.authority();
        return authority == null || authority.equalsIgnoreCase(hosts.get(0));
    }

    /** Whether a field value has no control character but a tab and no character beyond a byte. */
    static boolean isClean(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < 0x20 && c != '\t') || c == 0x7f || c > 0xff) {
                return false;
            }
        }
        return true;
    }
}
