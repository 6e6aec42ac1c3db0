package io.seaworthy.kernel.net;

import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.http.AuthoritySyntax;
import io.seaworthy.kernel.internal.Ascii;
import org.jspecify.annotations.Nullable;

/**
 * The origin that the client addressed: the one answer to "which scheme, host and port did the client use?" that headers,
 * CORS, the cross-site check, redirects and allowed hosts share.
 *
 * <p>The scheme is the one that {@link TrustedProxies} found out, else the connection's. Host and port are those of
 * {@code Host}, or those that a trusted proxy reports where {@link TrustedProxies.Builder#forwardedHost()} says that it
 * does. Forwarding headers are never read here. Immutable.
 *
 * @param scheme {@code "http"} or {@code "https"}
 * @param host as sent, IPv6 in brackets
 * @param port the port, the scheme's own where none was named
 */
public record EffectiveOrigin(String scheme, String host, int port) {

    /** The origin that this request is addressed to, or null where it names no valid host. */
    public static @Nullable EffectiveOrigin of(RequestHead head) {
        String authority = authority(head);
        if (authority == null || !AuthoritySyntax.isValid(authority)) {
            return null;
        }
        boolean secure = isSecure(head);
        int colon = authority.indexOf(':', Math.max(0, authority.indexOf(']')));
        int port = colon < 0 ? secure ? 443 : 80 : Integer.parseInt(authority.substring(colon + 1));
        return new EffectiveOrigin(
                secure ? "https" : "http", colon < 0 ? authority : authority.substring(0, colon), port);
    }

    /** Whether the client used HTTPS. Allocates nothing. */
    public static boolean isSecure(RequestHead head) {
        ClientAddress client = head.attribute(RequestAttributes.CLIENT_ADDRESS);
        return client != null ? client.isSecure() : head.scheme().equals("https");
    }

    /** Host and perhaps port, as the client sent them; null where there is none. Allocates nothing. */
    public static @Nullable String authority(RequestHead head) {
        String forwarded = head.attribute(RequestAttributes.EFFECTIVE_AUTHORITY);
        return forwarded != null ? forwarded : head.authority();
    }

    /**
     * Whether an origin, as browsers send it, has the host and port that the client addressed. Its scheme is not compared,
     * but tells which port may be left out. Allocates nothing.
     */
    public static boolean isHostOf(RequestHead head, String origin) {
        String authority = authority(head);
        int start = origin.startsWith("https://") ? 8 : origin.startsWith("http://") ? 7 : -1;
        if (authority == null || authority.isEmpty() || start < 0) {
            return false;
        }
        String port = start == 8 ? ":443" : ":80";
        int length = authority.length() - (authority.endsWith(port) ? port.length() : 0);
        if (origin.length() - start != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (Ascii.toLower(authority.charAt(i)) != Ascii.toLower(origin.charAt(start + i))) {
                return false;
            }
        }
        return true;
    }

    /** The origin as browsers send it, without the scheme's own port. */
    @Override
    public String toString() {
        return scheme + "://" + host + (port == (scheme.equals("https") ? 443 : 80) ? "" : ":" + port);
    }
}
