package io.seaworthy.benchmarks.token;

import io.seaworthy.auth.token.JwsAlgorithm;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Threads;

/** HS256, 256 bit secret, uncached. */
public class VerifyHs256 extends VerifyJob {

    @Param({"SEAWORTHY", "JJWT", "NIMBUS", "AUTH0", "FUSIONAUTH", "JOSE4J", "VERTX", "FLOOR"})
    public TokenPeer who = TokenPeer.SEAWORTHY;

    public VerifyHs256() {
        super(JwsAlgorithm.HS256);
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

    @Benchmark
    @Threads(2)
    public @Nullable Object verifyOnTwoThreads() throws Exception {
        return verify();
    }
}
