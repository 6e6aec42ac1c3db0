package io.seaworthy.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutgoingTest {

    private final Correlation correlation =
            new Correlation("req-12345", "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", null, 1, "a=1");

    @Test
    void requestOfTheJdksClient_carriesTheIdsOnce() {
        HttpRequest request = Outgoing.to(
                        HttpRequest.newBuilder(URI.create("http://localhost/")).header("traceparent", "old"),
                        correlation)
                .build();
        assertThat(request.headers().allValues("traceparent"))
                .singleElement()
                .asString()
                .matches("00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-01")
                .doesNotContain("00f067aa0ba902b7");
        assertThat(request.headers().allValues("tracestate")).containsExactly("a=1");
        assertThat(request.headers().allValues("X-Request-Id")).containsExactly("req-12345");
    }

    @Test
    void anyClient_getsTheSameFields() {
        Map<String, String> fields = new LinkedHashMap<>();
        Outgoing.headers(
                new Correlation("req-12345", "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", null, 0, null),
                fields::put);
        assertThat(fields).containsOnlyKeys("traceparent", "X-Request-Id");
        assertThat(fields.get("traceparent")).matches("00-4bf92f3577b34da6a3ce929d0e0e4736-[0-9a-f]{16}-00");
    }
}
