package io.seaworthy.benchmarks.address;

import io.seaworthy.benchmarks.Nanoseconds;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** An IPv4 address in the last of ten networks and one in none, in turn. */
public class CidrMatch extends Nanoseconds {

    private static final String[] ADDRESSES = {"198.51.100.77", "93.184.216.34"};

    @Param
    public CidrPeer who = CidrPeer.SEAWORTHY;

    private @Nullable Predicate<String> matcher;
    private int next;

    @Setup
    public void check() {
        Predicate<String> made = who.matcher();
        require(made.test(ADDRESSES[0]), who + " finds the last network");
        require(who == CidrPeer.FLOOR || !made.test(ADDRESSES[1]), who + " finds no network");
        matcher = made;
    }

    @Benchmark
    public boolean match() {
        return matcher != null && matcher.test(ADDRESSES[next++ & 1]);
    }
}
