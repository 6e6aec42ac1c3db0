package io.seaworthy.benchmarks.token;

import io.seaworthy.auth.token.JwsAlgorithm;
import io.seaworthy.benchmarks.Nanoseconds;
import org.jspecify.annotations.Nullable;

/** One token, verified again and again by somebody who remembers nothing. */
public abstract class VerifyJob extends Nanoseconds {

    private final TokenMaterial material;
    private final String token;
    private @Nullable TokenVerifier verifier;

    VerifyJob(JwsAlgorithm algorithm) {
        material = new TokenMaterial(algorithm);
        token = material.token(material.tokens().build());
    }

    void prepare(TokenPeer who) throws Exception {
        TokenVerifier made = who.verifier(material);
        require(made.accepts(token), who + " accepts the token");
        int dot = token.indexOf('.');
        require(!made.accepts(flip(token, dot + 9)), who + " refuses another payload");
        require(!made.accepts(flip(token, token.lastIndexOf('.') + 9)), who + " refuses another signature");
        if (who != TokenPeer.FLOOR) {
            material.refused()
                    .forEach((what, refused) -> require(!made.accepts(refused), who + " refuses a token " + what));
        }
        verifier = made;
    }

    private static String flip(String token, int at) {
        char other = token.charAt(at) == 'A' ? 'B' : 'A';
        return token.substring(0, at) + other + token.substring(at + 1);
    }

    @Nullable
    Object verify() throws Exception {
        return verifier == null ? null : verifier.verify(token);
    }
}
