package io.seaworthy.benchmarks.flag;

import io.seaworthy.benchmarks.Nanoseconds;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** A boolean flag asked for the caller whom its rule names and for another. */
public class FlagValue extends Nanoseconds {

    @Param
    public FlagPeer who = FlagPeer.SEAWORTHY;

    private FlagPeer.Question question = FlagPeer.FLOOR.question();

    @Setup
    public void check() {
        question = who.question();
        require(targeted(), who + " turns it on for one");
        require(!otherwise(), who + " and not for another");
    }

    @Benchmark
    public boolean targeted() {
        return question.evaluate().test(FlagPeer.GOLD);
    }

    @Benchmark
    public boolean otherwise() {
        return question.evaluate().test(FlagPeer.FREE);
    }
}
