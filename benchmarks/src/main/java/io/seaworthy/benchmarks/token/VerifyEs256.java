package io.seaworthy.benchmarks.token;

import io.seaworthy.auth.token.JwsAlgorithm;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** ES256, uncached. */
public class VerifyEs256 extends VerifyJob {

    @Param({"SEAWORTHY", "JJWT", "NIMBUS", "AUTH0", "FUSIONAUTH", "JOSE4J", "VERTX", "FLOOR"})
    public TokenPeer who = TokenPeer.SEAWORTHY;

    public VerifyEs256() {
        super(JwsAlgorithm.ES256);
    }

    @Setup
    public void check() throws Exception {
        prepare(who);
    }

    @Override
    @Benchmark
    public @Nullable Object verify() throws Exception {
        return super.verify();
    }
}
