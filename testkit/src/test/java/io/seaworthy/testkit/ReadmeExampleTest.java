package io.seaworthy.testkit;

import static io.seaworthy.testkit.GuardAssertions.assertThat;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.http.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The code of the README, run. */
class ReadmeExampleTest {

    private static final Path MODULE = Path.of(System.getProperty("seaworthy.root", ".."), "testkit");

    @Test
    void guardExample_works() {
        // README: begin
        var time = VirtualTicker.create();
        var office = new OfficeHours(time);

        assertThat(office.check(RequestHeads.get("/").build())).saysNothing();

        time.advance(Duration.ofHours(20));
        assertThat(office.check(RequestHeads.get("/reports?year=2026")
                        .header("Accept", "text/html")
                        .peer("2001:db8::7")
                        .attribute(RequestAttributes.PLAN, Plan.of("free"))
                        .build()))
                .rejects(503, "closed")
                .setsHeader("Retry-After", "14400")
                .setsNoHeader("Vary");
        // README: end
    }

    @Test
    void readme_holdsTheCodeThatRuns() throws IOException {
        String source = Files.readString(MODULE.resolve("src/test/java/io/seaworthy/testkit/ReadmeExampleTest.java"));
        String code = source.substring(source.indexOf("// README: begin") + 16, source.indexOf("// README: end"));
        String guard = source.substring(source.lastIndexOf("public record OfficeHours"), source.lastIndexOf('}'));
        assertThat(words(Files.readString(MODULE.resolve("README.md"))))
                .contains(words(code))
                .contains(words(guard));
    }

    @Test
    void readme_namesEveryCapabilityAndEveryBadRequest() throws IOException {
        String readme = Files.readString(MODULE.resolve("README.md"));
        for (Capability capability : Capability.values()) {
            assertThat(readme).contains("`" + capability.name() + "`");
        }
        assertThat(readme).contains(BadRequest.values().length + " malformed requests");
    }

    /** Line breaks are the formatter's business. */
    private static String words(String text) {
        return Arrays.stream(text.split("\\s+")).collect(Collectors.joining());
    }

    /** Serves from midnight to eight in the evening, UTC. */
    public record OfficeHours(InstantSource clock) implements Guard {

        private static final Decision CLOSED = Decision.reject(
                Problem.of(503, "closed", "Come back tomorrow"),
                HeaderEdits.builder().enforce("Retry-After", "14400").build());

        @Override
        public Decision check(RequestHead head) {
            long hour = clock.instant().getEpochSecond() / 3600 % 24;
            return hour < 20 ? Decision.proceed() : CLOSED;
        }
    }
}
