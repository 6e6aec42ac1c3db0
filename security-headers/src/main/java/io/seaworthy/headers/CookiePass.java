package io.seaworthy.headers;

import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.ResponseHeaders;
import io.seaworthy.kernel.ResponsePass;
import io.seaworthy.kernel.http.SameSite;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Rewrites the {@code Set-Cookie} lines of a response, if any lacks something. Shared by all requests, thread-safe. */
final class CookiePass implements ResponsePass {

    private static final String SET_COOKIE = "Set-Cookie";

    private final boolean https;
    private final SameSite sameSite;
    private final Set<String> readable;
    private final Events events;

    CookiePass(boolean https, SameSite sameSite, Set<String> readable, Events events) {
        this.https = https;
        this.sameSite = sameSite;
        this.readable = readable;
        this.events = events;
    }

    @Override
    public void atCommit(int status, ResponseHeaders headers) {
        if (headers.first(SET_COOKIE) == null) {
            return;
        }
        List<String> lines = headers.all(SET_COOKIE);
        List<String> hardened = new ArrayList<>(lines.size());
        for (String line : lines) {
            hardened.add(harden(line));
        }
        if (!hardened.equals(lines)) {
            headers.remove(SET_COOKIE);
            hardened.forEach(line -> headers.add(SET_COOKIE, line));
            events.emit(HeadersEvent.COOKIE_HARDENED, null);
        }
    }

    /** Blanks are those of browsers: what Java strips besides would leave as something else. */
    String harden(String line) {
        String[] parts = line.split(";", -1);
        int equals = parts[0].indexOf('=');
        String name = parts[0].substring(0, Math.max(0, equals)).trim();
        boolean secure = false;
        boolean httpOnly = false;
        boolean partitioned = false;
        String site = "";
        for (int i = 1; i < parts.length; i++) {
            String attribute = parts[i].trim().toLowerCase(Locale.ROOT);
            int value = attribute.indexOf('=');
            String key = value < 0 ? attribute : attribute.substring(0, value).trim();
            switch (key) {
                case "secure" -> secure = true;
                case "httponly" -> httpOnly = true;
                case "partitioned" -> partitioned = true;
                // Of several the last one counts (RFC 6265bis section 5.6).
                case "samesite" ->
                    site = value < 0 ? "" : attribute.substring(value + 1).trim();
                default -> {}
            }
        }
        String prefix = name.toLowerCase(Locale.ROOT);
        boolean script = readable.contains(name) && !prefix.startsWith("__http-") && !prefix.startsWith("__host-http-");
        boolean demanded = prefix.startsWith("__") && isPrefixed(prefix);
        StringBuilder result = new StringBuilder(line);
        if (!secure && (https || demanded)) {
            result.append("; Secure");
        }
        if (!httpOnly && !script) {
            result.append("; HttpOnly");
        }
        boolean known = site.equals("lax") || site.equals("strict") || site.equals("none");
        if (!known && !partitioned && mayBe(sameSite, secure || https || demanded)) {
            result.append("; SameSite=").append(text(sameSite));
        }
        return result.toString();
    }

    private static boolean isPrefixed(String name) {
        return name.startsWith("__host-") || name.startsWith("__secure-") || name.startsWith("__http-");
    }

    /** SameSite=None without Secure makes browsers drop the cookie. */
    private static boolean mayBe(SameSite sameSite, boolean secure) {
        return sameSite != SameSite.NONE || secure;
    }

    private static String text(SameSite sameSite) {
        return switch (sameSite) {
            case STRICT -> "Strict";
            case LAX -> "Lax";
            case NONE -> "None";
        };
    }
}
