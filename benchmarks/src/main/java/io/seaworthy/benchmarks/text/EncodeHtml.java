package io.seaworthy.benchmarks.text;

import io.seaworthy.benchmarks.Nanoseconds;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * 200 characters put into HTML: without anything to replace, and with 16 such characters. One text and no other teaches
 * the processor where each branch goes; users do not write the same twice, so there are 256 texts in turn as well.
 */
public class EncodeHtml extends Nanoseconds {

    @Param
    public EncodePeer who = EncodePeer.SEAWORTHY;

    private final String clean = Inputs.TEXT_200;
    private final String dirty =
            "a < b && \"c\" > d, ".repeat(3).concat(Inputs.TEXT_200).substring(0, 200);

    private final String[] many = Inputs.sentencesOf200();
    private int next;

    @Setup
    public void check() {
        for (String text : many) {
            require(who.encode(text).equals(text), who + " leaves clean text alone");
        }
        require(clean().equals(clean), who + " leaves clean text alone");
        require(who == EncodePeer.FLOOR || !dirty().contains("<") && dirty().contains("&lt;"), who + " encodes");
    }

    @Benchmark
    public String clean() {
        return who.encode(clean);
    }

    @Benchmark
    public String cleanOfMany() {
        return who.encode(many[next++ & 255]);
    }

    @Benchmark
    public String dirty() {
        return who.encode(dirty);
    }
}
