package io.seaworthy.benchmarks.token;

import io.seaworthy.auth.token.JwsAlgorithm;
import io.seaworthy.benchmarks.Nanoseconds;
import io.seaworthy.benchmarks.Zipf;
import java.nio.ByteBuffer;
import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/**
 * 1,024 live tokens that were verified before, asked for as Zipf says; revocations are checked at each hit. Two
 * threads share what is remembered.
 */
@State(Scope.Benchmark)
public class VerifyCached extends Nanoseconds {

    private static final int TOKENS = 1024;

    /** Who remembers. */
    public enum Who {
        SEAWORTHY,
        /** SHA-256 of the token and a look-up in a map; no expiry, no revocation. */
        FLOOR
    }

    @Param({"SEAWORTHY", "FLOOR"})
    public Who who = Who.SEAWORTHY;

    private final String[] tokens = new String[TOKENS];
    private final int[] order = Zipf.indexes(TOKENS, 7);
    private final Map<ByteBuffer, Object> known = new ConcurrentHashMap<>();
    private @Nullable TokenVerifier remembering;

    /** What a thread has of its own: its place among the tokens, and the floor's digest. */
    @State(Scope.Thread)
    public static class Caller {
        private static final AtomicInteger STARTS = new AtomicInteger();

        private final MessageDigest sha256 = sha256();
        private final byte[] bytes = new byte[8192];
        private final byte[] digest = new byte[32];
        private final ByteBuffer key = ByteBuffer.wrap(digest);
        private int next = STARTS.getAndAdd(40_503);

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @SuppressWarnings("deprecation") // The copy without a charset: tokens are ASCII, and nothing is allocated.
        private ByteBuffer digest(String token) throws DigestException {
            token.getBytes(0, token.length(), bytes, 0);
            sha256.update(bytes, 0, token.length());
            sha256.digest(digest, 0, digest.length);
            return key;
        }
    }

    @Setup
    public void check() throws Exception {
        TokenMaterial material = new TokenMaterial(JwsAlgorithm.HS256);
        Caller caller = new Caller();
        for (int i = 0; i < TOKENS; i++) {
            tokens[i] = material.token(material.tokens().build());
            known.put(ByteBuffer.wrap(caller.digest(tokens[i]).array().clone()), tokens[i]);
        }
        remembering = who == Who.SEAWORTHY ? TokenVerifiers.seaworthyCached(material) : null;
        for (String token : tokens) {
            Object first = verified(token, caller);
            require(first != null && first == verified(token, caller), who + " remembers");
        }
        require(verified(tokens[0] + "A", caller) == null, who + " does not know another token");
    }

    private @Nullable Object verified(String token, Caller caller) throws Exception {
        return remembering == null ? known.get(caller.digest(token)) : remembering.verify(token);
    }

    @Benchmark
    public @Nullable Object verify(Caller caller) throws Exception {
        return verified(tokens[order[caller.next++ & order.length - 1]], caller);
    }

    @Benchmark
    @Threads(2)
    public @Nullable Object verifyOnTwoThreads(Caller caller) throws Exception {
        return verify(caller);
    }
}
