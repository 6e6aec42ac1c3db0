package io.seaworthy.benchmarks.token;

import io.seaworthy.auth.token.JwsAlgorithm;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Ed25519. Auth0 knows it not, FusionAuth only under the name of RFC 9864. */
public class IssueEd25519 extends IssueJob {

    @Param({"SEAWORTHY", "JJWT", "NIMBUS", "JOSE4J", "VERTX", "FLOOR"})
    public TokenPeer who = TokenPeer.SEAWORTHY;

    public IssueEd25519() {
        super(JwsAlgorithm.EDDSA);
    }

    @Setup
    public void check() throws Exception {
        prepare(who);
    }

    @Override
    @Benchmark
    public @Nullable String issue() throws Exception {
        return super.issue();
    }
}
