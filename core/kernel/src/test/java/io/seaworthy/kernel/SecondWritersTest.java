package io.seaworthy.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecondWritersTest {

    private final List<String> told = new ArrayList<>();

    private GuardChain chain(Guard... guards) {
        GuardChain.Builder builder = GuardChain.builder().events((reason, head, cause) -> {
            if (reason == ChainEvent.SECOND_WRITER && cause != null) {
                told.add(cause.getMessage());
            }
        });
        for (Guard guard : guards) {
            builder.then(guard);
        }
        return builder.build();
    }

    private static Guard enforcing(String name, String value) {
        Decision decision =
                Decision.proceed(HeaderEdits.builder().enforce(name, value).build());
        return head -> decision;
    }

    /** What leaves after another writer came before, and one while the application ran. */
    private static MapHeaders respond(GuardChain chain, String name, String before, String during) {
        TestRequest request = new TestRequest();
        chain.run(request);
        MapHeaders headers = new MapHeaders();
        if (!before.isEmpty()) {
            headers.set(name, before);
        }
        request.writeHeaders(headers);
        if (!during.isEmpty()) {
            headers.set(name, during);
        }
        request.commit(200, headers);
        return headers;
    }

    @Test
    void writerDuringTheRequest_losesAndIsToldOnce() {
        GuardChain chain = chain(enforcing("Referrer-Policy", "no-referrer"));
        for (int i = 0; i < 3; i++) {
            assertThat(respond(chain, "referrer-policy", "", "unsafe-url").all("Referrer-Policy"))
                    .containsExactly("no-referrer");
        }
        assertThat(told).hasSize(1).first().asString().contains("Referrer-Policy");
    }

    @Test
    void writerBeforeTheChain_losesAndIsToldOnce() {
        GuardChain chain = chain(enforcing("X-Frame-Options", "DENY"));
        for (int i = 0; i < 300; i++) {
            assertThat(respond(chain, "X-Frame-Options", "SAMEORIGIN", "").all("X-Frame-Options"))
                    .containsExactly("DENY");
        }
        assertThat(told).hasSize(1);
    }

    @Test
    void anotherLineOfTheField_isASecondWriterToo() {
        GuardChain chain = chain(enforcing("X-Frame-Options", "DENY"));
        TestRequest request = new TestRequest();
        chain.run(request);
        MapHeaders headers = new MapHeaders();
        request.writeHeaders(headers);
        headers.add("X-Frame-Options", "SAMEORIGIN");
        request.commit(200, headers);
        assertThat(headers.all("X-Frame-Options")).containsExactly("DENY");
        assertThat(told).hasSize(1);
    }

    @Test
    void sameValue_resetAndDefault_areNoSecondWriters() {
        GuardChain chain = chain(
                enforcing("X", "1"),
                head -> Decision.proceed(HeaderEdits.builder()
                        .defaultTo("Cache-Control", "no-store")
                        .build()));
        respond(chain, "X", "1", "1");
        respond(chain, "Cache-Control", "", "private");
        TestRequest request = new TestRequest();
        chain.run(request);
        MapHeaders headers = new MapHeaders();
        request.writeHeaders(headers);
        headers.remove("X");
        request.commit(200, headers);
        assertThat(headers.all("X")).containsExactly("1");
        assertThat(told).isEmpty();
    }

    @Test
    void twoGuardsOfOneField_areNotStrangers() {
        GuardChain chain = chain(enforcing("X", "1"), enforcing("X", "2"));
        assertThat(respond(chain, "X", "", "").all("X")).containsExactly("2");
        assertThat(told).isEmpty();
    }

    @Test
    void passThatReplacesAValue_isNoStrangerAtALaterCommit() {
        Decision decision = Decision.Proceed.of(
                        HeaderEdits.builder().enforce("X", "1").build())
                .with((ResponsePass) (status, headers) -> headers.set("X", "of the pass"));
        GuardChain chain = chain(head -> decision);
        TestRequest request = new TestRequest();
        chain.run(request);
        MapHeaders headers = new MapHeaders();
        request.writeHeaders(headers);
        request.commit(200, headers);
        request.commit(200, headers);
        assertThat(headers.all("X")).containsExactly("of the pass");
        assertThat(told).isEmpty();
    }
}
