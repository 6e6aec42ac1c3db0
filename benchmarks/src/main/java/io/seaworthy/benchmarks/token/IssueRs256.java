package io.seaworthy.benchmarks.token;

import io.seaworthy.auth.token.JwsAlgorithm;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** RS256, 2048 bit key. */
public class IssueRs256 extends IssueJob {

    @Param({"SEAWORTHY", "JJWT", "NIMBUS", "AUTH0", "FUSIONAUTH", "JOSE4J", "VERTX", "FLOOR"})
    public TokenPeer who = TokenPeer.SEAWORTHY;

    public IssueRs256() {
        super(JwsAlgorithm.RS256);
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
