package io.seaworthy.benchmarks;

import io.seaworthy.config.flags.Flag;
import io.seaworthy.config.flags.FlagContext;
import io.seaworthy.config.flags.Flags;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/** A boolean flag asked for one of many callers; the floor reads the caller's key. */
public class FlagBenchmark extends Nanoseconds {

    private static final String DEFINITIONS = "{'hash':'murmur3-1','flags':{'on':{'type':'boolean','rules':[{'when':["
            + "{'attribute':'plan','in':['gold']}],'then':'on'}],'otherwise':'off'}}}";

    private final Flags flags = Flags.create();
    private final Flag<Boolean> flag = flags.booleanFlag("on", false);
    private final FlagContext gold = FlagContext.of("account-4711").with("plan", "gold");
    private final FlagContext free = FlagContext.of("account-4712").with("plan", "free");

    @Setup
    public void check() {
        flags.load(DEFINITIONS.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        require(targeted(), "the rule holds for one");
        require(!otherwise(), "and not for another");
    }

    @Benchmark
    public boolean targeted() {
        return flag.value(gold);
    }

    @Benchmark
    public boolean otherwise() {
        return flag.value(free);
    }

    @Benchmark
    public int key_floor() {
        return gold.key().length();
    }
}
