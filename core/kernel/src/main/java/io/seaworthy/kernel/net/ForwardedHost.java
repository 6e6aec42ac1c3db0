package io.seaworthy.kernel.net;

import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.http.AuthoritySyntax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The host that the client asked for, as the nearest proxy reports it: the right-most {@code X-Forwarded-Host}, with
 * {@code X-Forwarded-Port} where it names no port and that is one, or {@code host} of the right-most {@code Forwarded}
 * element. What is no authority is not believed. Stateless.
 */
final class ForwardedHost {

    private ForwardedHost() {}

    /** The authority, or null where there is none or {@code Host} says the same. */
    static @Nullable String of(RequestHead head, ForwardingHeader header, boolean secure) {
        String found =
                header == ForwardingHeader.FORWARDED ? ofForwarded(head.headers("Forwarded")) : ofLegacy(head, secure);
        return found == null || found.equals(head.authority()) || !AuthoritySyntax.isValid(found) ? null : found;
    }

    private static @Nullable String ofForwarded(List<String> lines) {
        if (lines.isEmpty()) {
            return null;
        }
        String line = lines.get(lines.size() - 1);
        int start = ForwardedSyntax.elementStart(line, line.length(), true);
        long range =
                start < 0 ? ForwardedSyntax.INVALID : ForwardedSyntax.parameter(line, start, line.length(), "host");
        return range == ForwardedSyntax.INVALID
                ? null
                : line.substring(ForwardedSyntax.from(range), ForwardedSyntax.to(range));
    }

    private static @Nullable String ofLegacy(RequestHead head, boolean secure) {
        String host = last(head.headers("X-Forwarded-Host"));
        String port = last(head.headers("X-Forwarded-Port"));
        if (host == null || port == null || host.indexOf(':', Math.max(0, host.indexOf(']'))) >= 0) {
            return host;
        }
        String whole = port.equals(secure ? "443" : "80") ? host : host + ":" + port;
        return AuthoritySyntax.isValid(whole) ? whole : host;
    }

    private static @Nullable String last(List<String> lines) {
        if (lines.isEmpty()) {
            return null;
        }
        String line = lines.get(lines.size() - 1);
        return line.substring(line.lastIndexOf(',') + 1).strip();
    }
}
