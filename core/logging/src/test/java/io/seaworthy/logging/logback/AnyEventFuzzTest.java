package io.seaworthy.logging.logback;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.seaworthy.logging.Captured;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;

/**
 * Any event gives one line that a strict parser accepts, with unique names and the original ids. Runs its seeds in every
 * build; {@code JAZZER_FUZZ=1} makes it search.
 */
class AnyEventFuzzTest {

    private static final LoggerContext CONTEXT = new LoggerContext();
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final EcsJsonEncoder ECS = new EcsJsonEncoder();
    private static final LogstashJsonEncoder LOGSTASH = new LogstashJsonEncoder();
    private static final OtlpJsonEncoder OTLP = new OtlpJsonEncoder();

    static {
        ECS.start();
        LOGSTASH.start();
        OTLP.start();
    }

    @FuzzTest(maxDuration = "60s")
    void anyEvent_isOneLine(FuzzedDataProvider data) {
        check(event(data));
    }

    private static LoggingEvent event(FuzzedDataProvider data) {
        Throwable thrown = data.consumeBoolean() ? new IllegalStateException(data.consumeString(200)) : null;
        Object[] arguments = {data.consumeString(50), data.consumeLong(), data.consumeDouble()};
        LoggingEvent event = new LoggingEvent(
                "fqcn",
                CONTEXT.getLogger("l"),
                Level.INFO,
                data.consumeString(data.consumeBoolean() ? 100 : 20_000),
                thrown,
                arguments);
        event.setThreadName(data.consumeString(20));
        event.setTimeStamp(data.consumeLong());
        Map<String, String> context = new HashMap<>();
        for (int i = data.consumeInt(0, 10); i > 0; i--) {
            context.put(data.consumeString(20), data.consumeString(200));
            event.addKeyValuePair(new KeyValuePair(
                    data.consumeString(20), data.consumeBoolean() ? data.consumeString(50) : data.consumeInt()));
        }
        context.put("trace.id", TRACE);
        event.setMDCPropertyMap(context);
        event.addMarker(MarkerFactory.getMarker("m" + data.consumeString(20)));
        return event;
    }

    private static void check(LoggingEvent event) {
        expect(TRACE.equals(read(ECS.encode(event)).get("trace.id")));
        expect(TRACE.equals(read(LOGSTASH.encode(event)).get("trace.id")));
        byte[] otlp = OTLP.encode(event);
        read(otlp);
        expect(new String(otlp, StandardCharsets.UTF_8).contains(",\"traceId\":\"" + TRACE + "\""));
    }

    private static Map<String, Object> read(byte[] bytes) {
        String line = new String(bytes, StandardCharsets.UTF_8);
        expect(bytes.length <= 16 << 10 && line.indexOf('\n') == line.length() - 1 && line.indexOf('\r') < 0);
        return Captured.parse(line);
    }

    private static void expect(boolean holds) {
        if (!holds) {
            throw new AssertionError("the line is not as it must be");
        }
    }

    /** The same with generated events, for builds that do not search. */
    @Test
    void generatedEvents_areOneLineEach() {
        long seed = System.nanoTime();
        System.err.println("AnyEventFuzzTest seed " + seed);
        java.util.Random random = new java.util.Random(seed);
        int events = Boolean.getBoolean("seaworthy.long") ? 1_000_000 : 10_000;
        for (int i = 0; i < events; i++) {
            check(generated(random));
        }
    }

    private static String text(java.util.Random random, int max) {
        String[] alphabet = {
            "a",
            "B",
            "4",
            "=",
            ":",
            "\"",
            "\\",
            "\n",
            "\r",
            "\u2028",
            "\u202e",
            "\ud83d",
            "\ude00",
            "é",
            "password",
            "@",
            ".",
            "{}",
            "eyJ",
            "-",
            "_",
            " ",
            "\u0000",
            "%40",
            "4111111111111111"
        };
        StringBuilder out = new StringBuilder();
        for (int i = random.nextInt(max); i > 0; i--) {
            out.append(alphabet[random.nextInt(alphabet.length)]);
        }
        return out.toString();
    }

    private static LoggingEvent generated(java.util.Random random) {
        LoggingEvent event = new LoggingEvent(
                "fqcn",
                CONTEXT.getLogger("l"),
                Level.INFO,
                text(random, random.nextInt(50) == 0 ? 9_000 : 40),
                random.nextInt(20) == 0 ? new IllegalStateException(text(random, 50)) : null,
                new Object[] {text(random, 10), random.nextLong(), random.nextDouble()});
        event.setThreadName(text(random, 5));
        event.setTimeStamp(random.nextLong());
        Map<String, String> context = new HashMap<>();
        for (int i = random.nextInt(random.nextInt(100) == 0 ? 300 : 5); i > 0; i--) {
            context.put(text(random, 4), text(random, 20));
            event.addKeyValuePair(new KeyValuePair(text(random, 4), text(random, 20)));
        }
        context.put("trace.id", TRACE);
        event.setMDCPropertyMap(context);
        return event;
    }
}
