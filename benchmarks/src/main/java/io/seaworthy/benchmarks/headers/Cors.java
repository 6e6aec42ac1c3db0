package io.seaworthy.benchmarks.headers;

import io.seaworthy.benchmarks.Nanoseconds;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** One of a few origins, preflights allowed and denied, and the longest list of header names that a client may send. */
public class Cors extends Nanoseconds {

    private static final String APP = "https://app.example.com";
    private static final String HEADER = "Access-Control-Allow-Origin";

    @Param
    public CorsPeer who = CorsPeer.SEAWORTHY;

    private final CorsRequest actual = CorsRequest.actual(APP);
    private final CorsRequest allowed = CorsRequest.preflight(APP, "authorization,content-type");
    private final CorsRequest denied =
            CorsRequest.preflight("https://app.example.com.attacker.example", "authorization,content-type");
    private final CorsRequest hostile = CorsRequest.preflight(APP, "authorization" + ",a".repeat(32 * 1024));
    private final MemoryResponse response = new MemoryResponse();
    private @Nullable CorsDecision few;

    @Setup
    public void check() throws Exception {
        few = who.decision(List.of(APP, "https://admin.example.com"));
        require(actual().isExactly(HEADER, APP), who + " lets the listed origin read");
        require(preflightAllowed().isExactly(HEADER, APP), who + " lets the listed origin send");
        require(preflightDenied().first(HEADER) == null, who + " refuses another origin");
        preflightHostile();
    }

    private MemoryResponse decide(CorsRequest request) throws Exception {
        MemoryResponse answer = response.empty();
        if (few != null) {
            few.decide(request, answer);
        }
        return answer;
    }

    @Benchmark
    public MemoryResponse actual() throws Exception {
        return decide(actual);
    }

    @Benchmark
    public MemoryResponse preflightAllowed() throws Exception {
        return decide(allowed);
    }

    @Benchmark
    public MemoryResponse preflightDenied() throws Exception {
        return decide(denied);
    }

    /** 64 KiB of names. */
    @Benchmark
    public MemoryResponse preflightHostile() throws Exception {
        return decide(hostile);
    }

    static List<String> tenThousand() {
        List<String> origins = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            origins.add("https://tenant-" + i + ".example.com");
        }
        return origins;
    }
}
