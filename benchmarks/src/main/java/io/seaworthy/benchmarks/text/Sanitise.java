package io.seaworthy.benchmarks.text;

import io.seaworthy.benchmarks.Nanoseconds;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** HTML that users wrote: a name, plain text, a rich comment and an attack. */
public class Sanitise extends Nanoseconds {

    @Param
    public CleanPeer who = CleanPeer.SEAWORTHY;

    private @Nullable HtmlCleaner cleaner;

    @Setup
    public void check() {
        HtmlCleaner made = who.cleaner();
        require(made.clean(Inputs.TEXT_200).equals(Inputs.TEXT_200), who + " leaves plain text alone");
        require(made.clean(Inputs.COMMENT_2K).contains("<b>liked</b>"), who + " keeps emphasis");
        String harmless = made.clean(Inputs.HOSTILE_2K);
        require(
                who == CleanPeer.FLOOR || !harmless.contains("onclick=") && !harmless.contains("<script"),
                who + " removes scripts");
        cleaner = made;
    }

    private String clean(String html) {
        return cleaner == null ? "" : cleaner.clean(html);
    }

    @Benchmark
    public String name20() {
        return clean(Inputs.NAME);
    }

    @Benchmark
    public String plain200() {
        return clean(Inputs.TEXT_200);
    }

    @Benchmark
    public String plain1000() {
        return clean(Inputs.TEXT_1000);
    }

    @Benchmark
    public String rich2k() {
        return clean(Inputs.COMMENT_2K);
    }

    @Benchmark
    public String hostile2k() {
        return clean(Inputs.HOSTILE_2K);
    }
}
