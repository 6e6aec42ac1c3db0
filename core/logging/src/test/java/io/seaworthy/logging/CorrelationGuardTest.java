package io.seaworthy.logging;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestContext;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.testkit.RecordingHeaders;
import io.seaworthy.testkit.RequestHeads;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class CorrelationGuardTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final String UUID_7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    private final CorrelationGuard guard = CorrelationGuard.create();

    @BeforeEach
    @AfterEach
    void clear() {
        MDC.clear();
    }

    private static Correlation correlation(Guard guard, RequestHeads head) {
        return ((Decision.Proceed) guard.check(head.build())).attributes().get(Correlation.ATTRIBUTE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345678", "abc-DEF_1.2~3", "018f3b6e-7b1c-7cc3-98c4-dc0c0c07398f"})
    void acceptableRequestId_isKept(String id) {
        assertThat(guard.check(RequestHeads.get("/").header("X-Request-Id", id).build()))
                .proceeds()
                .setsHeader("X-Request-Id", id)
                .tells(RequestAttributes.REQUEST_ID, id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1234567",
                "a b c d e",
                "<script>x",
                "%0d%0aabc",
                "../../etc",
                "12345678\t",
                "١٢٣٤٥٦٧٨",
                "{{7*7}}xx"
            })
    void otherRequestId_isReplacedAndNotKept(String id) {
        Decision decision =
                guard.check(RequestHeads.get("/").header("X-Request-Id", id).build());
        assertThat(decision).proceeds();
        Correlation correlation = ((Decision.Proceed) decision).attributes().get(Correlation.ATTRIBUTE);
        assertThat(correlation.requestId()).matches(UUID_7);
        assertThat(decision.headers().toString()).contains(correlation.requestId());
    }

    @Test
    void lengthOfARequestId_countsAtItsEdges() {
        assertThat(correlation(guard, RequestHeads.get("/").header("X-Request-Id", "a".repeat(128)))
                        .requestId())
                .hasSize(128);
        assertThat(correlation(guard, RequestHeads.get("/").header("X-Request-Id", "a".repeat(129)))
                        .requestId())
                .matches(UUID_7);
        assertThat(correlation(guard, RequestHeads.get("/").header("X-Request-Id", "a".repeat(8192)))
                        .requestId())
                .matches(UUID_7);
    }

    @Test
    void severalRequestIds_areReplaced() {
        RequestHeads head =
                RequestHeads.get("/").header("X-Request-Id", "12345678").header("X-Request-Id", "12345678");
        assertThat(correlation(guard, head).requestId()).matches(UUID_7);
    }

    @Test
    void everyRequestWithoutId_getsAnotherOne() {
        assertThat(correlation(guard, RequestHeads.get("/")).requestId())
                .isNotEqualTo(correlation(guard, RequestHeads.get("/")).requestId());
    }

    @Test
    void linkedTrace_startsAnewAndKeepsTheCallers() {
        CorrelationGuard linking = CorrelationGuard.builder().linkTraces().build();
        Decision decision = linking.check(RequestHeads.get("/")
                .header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .header("tracestate", "a=1")
                .build());
        Attributes attributes = ((Decision.Proceed) decision).attributes();
        assertThat(attributes.get(CorrelationGuard.LINK))
                .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7");
        Correlation correlation = attributes.get(Correlation.ATTRIBUTE);
        assertThat(correlation.traceId()).isNotEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(correlation.traceState()).isNull();
        assertThat(((Decision.Proceed) linking.check(RequestHeads.get("/")
                                .header("traceparent", "00-x")
                                .build()))
                        .attributes()
                        .get(CorrelationGuard.LINK))
                .isNull();
    }

    @Test
    void requestIdOfTheResponse_isOneWhateverTheApplicationWrites() {
        RecordingHeaders headers = RecordingHeaders.create();
        ServerRequest request =
                RequestHeads.get("/").header("X-Request-Id", "12345678").build();
        GuardChain.of(guard).run(request);
        request.writeHeaders(headers);
        headers.add("x-request-id", "forged");
        request.commit(200, headers);
        assertThat(headers.all("X-Request-Id")).containsExactly("12345678");
    }

    @Test
    void validTrace_isContinued() {
        Correlation correlation = correlation(
                guard,
                RequestHeads.get("/")
                        .header("traceparent", "00-" + TRACE + "-" + PARENT + "-01")
                        .header("tracestate", "a=1")
                        .header("tracestate", "b=2"));
        assertThat(correlation.traceId()).isEqualTo(TRACE);
        assertThat(correlation.parentId()).isEqualTo(PARENT);
        assertThat(correlation.spanId()).matches("[0-9a-f]{16}").isNotEqualTo(PARENT);
        assertThat(correlation.traceState()).isEqualTo("a=1,b=2");
        assertThat(correlation.traceParent()).isEqualTo("00-" + TRACE + "-" + correlation.spanId() + "-01");
    }

    @Test
    void unsampledTrace_staysUnsampled() {
        Correlation correlation =
                correlation(guard, RequestHeads.get("/").header("traceparent", "00-" + TRACE + "-" + PARENT + "-00"));
        assertThat(correlation.traceParent()).endsWith("-00");
    }

    @Test
    void invalidOrRepeatedTraceparent_startsANewTraceWithoutItsState() {
        String valid = "00-" + TRACE + "-" + PARENT + "-01";
        for (RequestHeads head : new RequestHeads[] {
            RequestHeads.get("/").header("traceparent", "bad"),
            RequestHeads.get("/").header("traceparent", valid).header("traceparent", valid),
            RequestHeads.get("/")
        }) {
            Correlation correlation = correlation(guard, head.header("tracestate", "a=1"));
            assertThat(correlation.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
            assertThat(correlation.parentId()).isNull();
            assertThat(correlation.traceState()).isNull();
            assertThat(correlation.traceParent()).endsWith("-01");
        }
    }

    @Test
    void guardAtTheEdge_trustsNothing() {
        CorrelationGuard edge =
                CorrelationGuard.builder().replaceRequestIds().restartTraces().build();
        Correlation correlation = correlation(
                edge,
                RequestHeads.get("/")
                        .header("X-Request-Id", "12345678")
                        .header("traceparent", "00-" + TRACE + "-" + PARENT + "-01"));
        assertThat(correlation.requestId()).matches(UUID_7);
        assertThat(correlation.traceId()).isNotEqualTo(TRACE);
    }

    @Test
    void handlersThread_hasTheIdsForExactlyItsTime() {
        ServerRequest request =
                RequestHeads.get("/").header("X-Request-Id", "12345678").build();
        GuardChain chain = GuardChain.of(guard);
        chain.run(request);
        Correlation correlation = request.attribute(Correlation.ATTRIBUTE);
        MDC.put("trace.id", "outer");
        MDC.put("own", "1");
        try (var scope = RequestContext.open(request, chain.context())) {
            assertThat(MDC.getCopyOfContextMap())
                    .isEqualTo(Map.of(
                            "http.request.id",
                            "12345678",
                            "trace.id",
                            correlation.traceId(),
                            "span.id",
                            correlation.spanId(),
                            "own",
                            "1"));
            MDC.clear();
        }
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("trace.id", "outer"));
    }

    @Test
    void requestThatDidNotPassTheGuard_putsNothingIntoTheContext() {
        guard.open(RequestHeads.get("/").build()).close();
        assertThat(MDC.get("trace.id")).isNull();
    }

    @Test
    void clockAndRandomness_areTheOnesGiven() {
        CorrelationGuard fixed = CorrelationGuard.builder()
                .clock(() -> Instant.ofEpochMilli(0x0123_4567_89abL))
                .random(new Zeros())
                .build();
        Correlation correlation = correlation(fixed, RequestHeads.get("/"));
        assertThat(correlation.requestId()).startsWith("01234567-89ab-7");
    }

    /** Never all zero, because no trace id may be. */
    private static final class Zeros extends SecureRandom {
        private static final long serialVersionUID = 1;

        @Override
        public void nextBytes(byte[] bytes) {
            bytes[bytes.length - 1] = 1;
        }
    }

    @Test
    void optionSetTwice_isAFault() {
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class,
                () -> CorrelationGuard.builder()
                        .restartTraces()
                        .restartTraces()
                        .replaceRequestIds()
                        .replaceRequestIds()
                        .build());
        assertThat(refused.violations()).hasSize(2);
    }

    @Test
    void evidence_namesTheItem() {
        assertThat(guard.evidence()).extracting(e -> e.id()).containsExactly("LOG-CORRELATION");
    }
}
