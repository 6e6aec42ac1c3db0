package io.seaworthy.headers;

import io.seaworthy.kernel.config.Faults;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code Clear-Site-Data} (W3C): the browser drops what it keeps for this origin. For the answer to a logout and nothing
 * else: it slows that answer down. Honoured over HTTPS only. Immutable.
 */
public final class ClearSiteData implements HeaderValue {

    /** What can be dropped. */
    public enum Kind {
        /** Cached responses. */
        CACHE("cache"),
        /** Cookies and HTTP authentication. */
        COOKIES("cookies"),
        /** Local storage, databases, service workers. */
        STORAGE("storage"),
        /** Client hints; Chromium only. */
        CLIENT_HINTS("clientHints");

        private final String token;

        Kind(String token) {
            this.token = token;
        }
    }

    private final String value;

    private ClearSiteData(Set<Kind> kinds) {
        value = kinds.stream().map(kind -> '"' + kind.token + '"').collect(Collectors.joining(", "));
    }

    /** Cache, cookies and storage. */
    public static ClearSiteData atLogout() {
        return of(Kind.CACHE, Kind.COOKIES, Kind.STORAGE);
    }

    /** These kinds; at least one, each once. */
    public static ClearSiteData of(Kind... kinds) {
        Set<Kind> set = EnumSet.noneOf(Kind.class);
        set.addAll(List.of(kinds));
        Faults.in("ClearSiteData")
                .check(kinds.length > 0, "kinds", null, "missing", "at least one kind")
                .check(set.size() == kinds.length, "kinds", List.of(kinds).toString(), "duplicate", "each kind once")
                .throwIfAny();
        return new ClearSiteData(set);
    }

    @Override
    public String field() {
        return "Clear-Site-Data";
    }

    @Override
    public String value() {
        return value;
    }

    @Override
    public String toString() {
        return field() + ": " + value;
    }
}
