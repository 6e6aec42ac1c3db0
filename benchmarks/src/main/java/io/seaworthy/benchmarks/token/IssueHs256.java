package io.seaworthy.benchmarks.token;

import io.seaworthy.auth.token.JwsAlgorithm;
import io.seaworthy.benchmarks.Nanoseconds;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** An access token signed with HS256; the peers take their ids from {@code UUID.randomUUID}. */
public class IssueHs256 extends Nanoseconds {

    @Param
    public TokenPeer who = TokenPeer.SEAWORTHY;

    private @Nullable TokenIssuer issuer;

    @Setup
    public void check() throws Exception {
        TokenMaterial material = new TokenMaterial(JwsAlgorithm.HS256);
        TokenIssuer made = switch (who) {
            case SEAWORTHY -> TokenIssuers.seaworthy(material);
            case JJWT -> TokenIssuers.jjwt(material);
            case NIMBUS -> TokenIssuers.nimbus(material);
            case AUTH0 -> TokenIssuers.auth0(material);
            case FUSIONAUTH -> TokenIssuers.fusionauth(material);
            case JOSE4J -> TokenIssuers.jose4j(material);
            case VERTX -> TokenIssuers.vertx(material);
            case FLOOR -> TokenIssuers.floor(material);
        };
        require(TokenVerifiers.jjwt(material).accepts(made.issue()), "another library accepts what " + who + " issues");
        issuer = made;
    }

    @Benchmark
    public @Nullable String issue() throws Exception {
        return issuer == null ? null : issuer.issue();
    }
}
