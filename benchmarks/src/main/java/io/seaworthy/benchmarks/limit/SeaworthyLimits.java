package io.seaworthy.benchmarks.limit;

import io.seaworthy.ratelimit.Limit;
import io.seaworthy.ratelimit.LimitKey;
import io.seaworthy.ratelimit.LimitStore;
import io.seaworthy.ratelimit.LocalLimitStore;
import io.seaworthy.ratelimit.Overflow;
import io.seaworthy.ratelimit.Quota;
import io.seaworthy.ratelimit.Verdict;
import java.time.Duration;

/** The local store, with room for half as many keys again. */
final class SeaworthyLimits {

    private SeaworthyLimits() {}

    static KeyedLimit of(int count, long perDay) {
        LimitStore store = store(count);
        Limit limit = limit(perDay);
        LimitKey[] keys = new LimitKey[count];
        for (int i = 0; i < count; i++) {
            keys[i] = LimitKey.ofPrincipal(Keys.text(i));
        }
        return key -> Verdict.isAdmitted(store.take(limit, keys[key], 1));
    }

    static KeyedLimit ofTexts(int count, long perDay) {
        LimitStore store = store(count);
        Limit limit = limit(perDay);
        String[] texts = Keys.texts(count);
        return key -> Verdict.isAdmitted(store.take(limit, LimitKey.ofPrincipal(texts[key]), 1));
    }

    private static LimitStore store(int count) {
        return LocalLimitStore.bounded(Math.max(1000, count + count / 2), Overflow.SHARE_BY_PREFIX);
    }

    private static Limit limit(long perDay) {
        return Limit.of("plan", Quota.of(perDay).per(Duration.ofDays(1)));
    }
}
