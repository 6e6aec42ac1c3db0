package io.seaworthy.benchmarks.headers;

import io.seaworthy.benchmarks.Nanoseconds;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** An actual request where one origin is allowed, and where 10,000 are and the last of them asks. */
public class CorsOrigins extends Nanoseconds {

    @Param({"SEAWORTHY", "SPRING", "TOMCAT"})
    public CorsPeer who = CorsPeer.SEAWORTHY;

    private final List<String> origins = Cors.tenThousand();
    private final CorsRequest last = CorsRequest.actual(origins.get(origins.size() - 1));
    private final MemoryResponse response = new MemoryResponse();
    private @Nullable CorsDecision one;
    private @Nullable CorsDecision many;

    @Setup
    public void check() throws Exception {
        one = who.decision(origins.subList(origins.size() - 1, origins.size()));
        many = who.decision(origins);
        require(one().first("Access-Control-Allow-Origin") != null, who + " knows the only origin");
        require(tenThousand().first("Access-Control-Allow-Origin") != null, who + " knows the last origin");
    }

    private MemoryResponse decide(@Nullable CorsDecision decision) throws Exception {
        MemoryResponse answer = response.empty();
        if (decision != null) {
            decision.decide(last, answer);
        }
        return answer;
    }

    @Benchmark
    public MemoryResponse one() throws Exception {
        return decide(one);
    }

    @Benchmark
    public MemoryResponse tenThousand() throws Exception {
        return decide(many);
    }
}
