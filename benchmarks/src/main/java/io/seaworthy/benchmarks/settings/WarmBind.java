package io.seaworthy.benchmarks.settings;

import io.seaworthy.benchmarks.Nanoseconds;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Thirty settings read from a map of variables, as a reload reads them. */
public class WarmBind extends Nanoseconds {

    @Param
    public SettingsPeer who = SettingsPeer.SEAWORTHY;

    private final Map<String, String> variables = Map.copyOf(Variables.all());

    @Setup
    public void check() {
        String bound = bind().toString();
        boolean all = bound.contains("value-10") && bound.contains("https://example.com/4") && bound.contains("PT4S");
        require(all || who == SettingsPeer.SMALLRYE, who + " reads all: " + bound);
    }

    @Benchmark
    public Object bind() {
        return who.bind(variables);
    }
}
