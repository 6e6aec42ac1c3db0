package io.seaworthy.benchmarks.token;

import io.seaworthy.auth.token.JwsAlgorithm;
import io.seaworthy.benchmarks.Nanoseconds;
import org.jspecify.annotations.Nullable;

/** An access token issued with one key; the peers take its id from {@code UUID.randomUUID}. */
public abstract class IssueJob extends Nanoseconds {

    private final TokenMaterial material;
    private @Nullable TokenIssuer issuer;

    IssueJob(JwsAlgorithm algorithm) {
        material = new TokenMaterial(algorithm);
    }

    void prepare(TokenPeer who) throws Exception {
        TokenIssuer made = who.issuer(material);
        TokenVerifier other = TokenVerifiers.jjwt(material);
        String token = made.issue();
        require(other.accepts(token), "another library accepts what " + who + " issues");
        int dot = token.lastIndexOf('.');
        require(!other.accepts(token.substring(0, dot - 1) + token.substring(dot)), "and not a part of it");
        issuer = made;
    }

    @Nullable
    String issue() throws Exception {
        return issuer == null ? null : issuer.issue();
    }
}
