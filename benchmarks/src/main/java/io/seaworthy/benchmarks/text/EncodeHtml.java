package io.seaworthy.benchmarks.text;

import io.seaworthy.benchmarks.Nanoseconds;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** 200 characters put into HTML: without anything to replace, and with 16 such characters. */
public class EncodeHtml extends Nanoseconds {

    @Param
    public EncodePeer who = EncodePeer.SEAWORTHY;

    private final String clean = Inputs.TEXT_200;
    private final String dirty =
            "a < b && \"c\" > d, ".repeat(3).concat(Inputs.TEXT_200).substring(0, 200);

    @Setup
    public void check() {
        require(clean().equals(clean), who + " leaves clean text alone");
        require(who == EncodePeer.FLOOR || !dirty().contains("<") && dirty().contains("&lt;"), who + " encodes");
    }

    @Benchmark
    public String clean() {
        return who.encode(clean);
    }

    @Benchmark
    public String dirty() {
        return who.encode(dirty);
    }
}
