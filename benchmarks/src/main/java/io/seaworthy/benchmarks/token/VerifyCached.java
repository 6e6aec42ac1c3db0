package io.seaworthy.benchmarks.token;

import io.seaworthy.auth.token.JwsAlgorithm;
import io.seaworthy.benchmarks.Nanoseconds;
import io.seaworthy.benchmarks.Zipf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** 1,024 live tokens that were verified before, asked for as Zipf says; revocations are checked at each hit. */
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
    private @Nullable TokenVerifier verifier;
    private int next;

    @Setup
    public void check() throws Exception {
        TokenMaterial material = new TokenMaterial(JwsAlgorithm.HS256);
        for (int i = 0; i < TOKENS; i++) {
            tokens[i] = material.token(material.tokens().build());
        }
        TokenVerifier made = who == Who.SEAWORTHY ? TokenVerifiers.seaworthyCached(material) : digestAndMap(tokens);
        for (String token : tokens) {
            Object first = made.verify(token);
            require(first != null && first == made.verify(token), who + " remembers");
        }
        require(!made.accepts(tokens[0] + "A"), who + " does not know another token");
        verifier = made;
    }

    private static TokenVerifier digestAndMap(String[] tokens) throws GeneralSecurityException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        Map<ByteBuffer, Object> known = new ConcurrentHashMap<>();
        for (String token : tokens) {
            known.put(ByteBuffer.wrap(sha256.digest(token.getBytes(StandardCharsets.ISO_8859_1))), token);
        }
        byte[] bytes = new byte[8192];
        byte[] digest = new byte[32];
        ByteBuffer key = ByteBuffer.wrap(digest);
        return token -> known.get(digest(sha256, token, bytes, digest, key));
    }

    @SuppressWarnings("deprecation") // The copy without a charset: tokens are ASCII, and nothing is allocated.
    private static ByteBuffer digest(MessageDigest sha256, String token, byte[] bytes, byte[] digest, ByteBuffer key)
            throws DigestException {
        token.getBytes(0, token.length(), bytes, 0);
        sha256.update(bytes, 0, token.length());
        sha256.digest(digest, 0, digest.length);
        return key;
    }

    @Benchmark
    public @Nullable Object verify() throws Exception {
        String token = tokens[order[next++ & order.length - 1]];
        return verifier == null ? null : verifier.verify(token);
    }
}
