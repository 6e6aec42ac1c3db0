package io.seaworthy.auth.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * Remembers tokens that were verified, by the SHA-256 of their only spelling, so that no credential is kept. Refused
 * tokens are not remembered: nobody can fill it with guesses. A hit is good only while its key is in force; dates and
 * revocations are the caller's to look at again. Thread-safe.
 */
final class TokenCache {

    private record Entry(VerifiedToken token, TokenKey key) {}

    private final Cache<TokenDigest, Entry> cache;
    private final TokenDigest.Pool digests = new TokenDigest.Pool();

    TokenCache(int capacity) {
        cache = Caffeine.newBuilder()
                .maximumSize(capacity)
                .executor(Runnable::run)
                .build();
    }

    /** A verified token whose key is still one of these, or null. */
    @Nullable
    VerifiedToken find(String text, int from, KeyRing keys) {
        TokenDigest digest = digests.of(text, from);
        if (digest == null) {
            return null;
        }
        Entry entry = cache.getIfPresent(digest);
        if (entry == null) {
            return null;
        }
        if (!keys.contains(entry.key)) {
            cache.invalidate(digest);
            return null;
        }
        return entry.token;
    }

    void keep(String token, VerifiedToken verified, TokenKey key) {
        TokenDigest digest = digests.of(token, 0);
        if (digest != null) {
            cache.put(digest, new Entry(verified, key));
        }
    }

    void forget(String text, int from) {
        TokenDigest digest = digests.of(text, from);
        if (digest != null) {
            cache.invalidate(digest);
        }
    }

    long size() {
        cache.cleanUp();
        return cache.estimatedSize();
    }
}
