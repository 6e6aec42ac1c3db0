package io.seaworthy.auth.token;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of a token, by which it is remembered. Immutable. */
record TokenDigest(long a, long b, long c, long d) {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** The digest's own bits: nobody chooses them. */
    @Override
    public int hashCode() {
        return (int) a;
    }

    /** Digests that are made over and over; a pool and no ThreadLocal, as for the MACs. Thread-safe. */
    static final class Pool {

        private static final int POOLED = 16;

        private final AtomicReferenceArray<@Nullable Worker> workers = new AtomicReferenceArray<>(POOLED);

        /** The digest of the end of a text of at most 8 KiB; null where it has characters that no token has. */
        @Nullable
        TokenDigest of(String text, int from) {
            int slot = (int) (Thread.currentThread().getId() & (POOLED - 1));
            Worker worker = workers.getAndSet(slot, null);
            if (worker == null) {
                worker = new Worker();
            }
            TokenDigest digest = worker.digest(text, from);
            workers.lazySet(slot, worker);
            return digest;
        }
    }

    private static final class Worker {

        private final MessageDigest sha256;
        private final byte[] bytes = new byte[TokenGate.MAX_LENGTH];
        private final byte[] result = new byte[32];

        Worker() {
            try {
                sha256 = MessageDigest.getInstance("SHA-256");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every JDK has SHA-256", e);
            }
        }

        @Nullable
        TokenDigest digest(String text, int from) {
            int length = text.length() - from;
            int seen = 0;
            for (int i = 0; i < length; i++) {
                char c = text.charAt(from + i);
                seen |= c;
                bytes[i] = (byte) c;
            }
            // Beyond ASCII two texts could have the same bytes here.
            if (seen > 0x7f) {
                return null;
            }
            try {
                sha256.update(bytes, 0, length);
                sha256.digest(result, 0, result.length);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("32 bytes hold a SHA-256", e);
            }
            return new TokenDigest(part(0), part(8), part(16), part(24));
        }

        private long part(int at) {
            return (long) LONGS.get(result, at);
        }
    }
}
