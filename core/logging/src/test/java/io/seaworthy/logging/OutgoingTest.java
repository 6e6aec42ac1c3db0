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
                .containsExactly("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        assertThat(request.headers().allValues("tracestate")).containsExactly("a=1");
        assertThat(request.headers().allValues("X-Request-Id")).containsExactly("req-12345");
    }

    @Test
    void anyClient_getsTheSameFields() {
        Map<String, String> fields = new LinkedHashMap<>();
        Outgoing.headers(
                new Correlation("req-12345", "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7", null, 0, null),
                fields::put);
        assertThat(fields)
                .containsOnlyKeys("traceparent", "X-Request-Id")
                .containsEntry("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00");
    }
}
