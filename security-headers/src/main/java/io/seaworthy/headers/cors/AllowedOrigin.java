package io.seaworthy.headers.cors;

import io.seaworthy.kernel.Decision;
import org.jspecify.annotations.Nullable;

/**
 * The answers for one allowed origin, computed once. Preflights of one page ask for the same few methods and headers
 * again and again, so the last answers are kept; how many and how long is bounded. Thread-safe: a lost race costs an
 * allocation.
 */
final class AllowedOrigin {

    private static final int KEPT = 8;

    private record Preflight(String method, @Nullable String headers, Decision answer) {}

    private final String origin;
    private final CorsAnswers answers;
    private final Decision actual;
    private final @Nullable Preflight[] kept = new Preflight[KEPT];

    AllowedOrigin(String origin, CorsAnswers answers) {
        this.origin = origin;
        this.answers = answers;
        this.actual = answers.actual(origin);
    }

    String origin() {
        return origin;
    }

    Decision actual() {
        return actual;
    }

    /** The answer to a preflight whose method and headers were found to be allowed. */
    Decision preflight(String method, @Nullable String headers) {
        int slot = (method.hashCode() * 31 + (headers == null ? 0 : headers.hashCode())) & (KEPT - 1);
        Preflight known = kept[slot];
        if (known != null
                && known.method.equals(method)
                && (headers == null ? known.headers == null : headers.equals(known.headers))) {
            return known.answer;
        }
        Decision answer = answers.preflight(origin, method, headers);
        kept[slot] = new Preflight(method, headers, answer);
        return answer;
    }
}
