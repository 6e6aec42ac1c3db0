package io.seaworthy.auth.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.seaworthy.auth.internal.Codec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Remembers tokens that were verified, by the SHA-256 of their only spelling, so that no credential is kept. Refused
 * tokens are not remembered: nobody can fill it with guesses. A hit is good only while its key is in force; dates and
 * revocations are the caller's to look at again. Thread-safe.
 */
final class TokenCache {

    private record Digest(long a, long b, long c, long d) {}

    private record Entry(VerifiedToken token, TokenKey key) {}

    private final Cache<Digest, Entry> cache;

    TokenCache(int capacity) {
        cache = Caffeine.newBuilder()
                .maximumSize(capacity)
                .executor(Runnable::run)
                .build();
    }

    /** A verified token whose key is still one of these, or null. */
    @Nullable
    VerifiedToken find(String token, KeyRing keys) {
        Digest digest = digest(token);
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
        cache.put(digest(token), new Entry(verified, key));
    }

    void forget(String token) {
        cache.invalidate(digest(token));
    }

    long size() {
        cache.cleanUp();
        return cache.estimatedSize();
    }

    /** A character beyond Latin-1 becomes a question mark here, which no token that is kept has. */
    private static Digest digest(String token) {
        ByteBuffer sha = ByteBuffer.wrap(Codec.sha256(token.getBytes(StandardCharsets.ISO_8859_1)));
        return new Digest(sha.getLong(), sha.getLong(), sha.getLong(), sha.getLong());
    }
}
