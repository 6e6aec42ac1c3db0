package io.seaworthy.logging.logback;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import co.elastic.logging.logback.EcsEncoder;
import io.seaworthy.logging.Captured;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.logstash.logback.encoder.LogstashEncoder;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.apache.logging.log4j.core.impl.ContextDataFactory;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.layout.template.json.JsonTemplateLayout;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.util.StringMap;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

/** What log encoders make of hostile input: ours must pass every row; the table of the others is published. */
class HostileInputTest {

    private static final LoggerContext CONTEXT = new LoggerContext();
    private static final String SECRET = "hunter2";
    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJib2IifQ.c2lnbmF0dXJlc2lnbmF0dXJl";

    /** One kind of hostile input and what has to be true of the line. */
    private record Row(String name, LoggingEvent event, Function<String, String> fault) {}

    private static LoggingEvent event(String logger, String message, Throwable thrown, Object... arguments) {
        LoggingEvent event =
                new LoggingEvent("fqcn", CONTEXT.getLogger(logger), Level.INFO, message, thrown, arguments);
        event.setThreadName("main");
        event.setTimeStamp(0);
        event.setMDCPropertyMap(new HashMap<>());
        return event;
    }

    private static LoggingEvent mdc(String key, String value) {
        LoggingEvent event = event("l", "real", null);
        event.getMDCPropertyMap().put(key, value);
        return event;
    }

    private static LoggingEvent pair(String key, Object value) {
        LoggingEvent event = event("l", "real", null);
        event.addKeyValuePair(new KeyValuePair(key, value));
        return event;
    }

    @SuppressWarnings("unused")
    public static final class Account {
        public String getPassword() {
            return SECRET;
        }

        @Override
        public String toString() {
            return "Account[bob]";
        }
    }

    private static final Object BROKEN = new Object() {
        @Override
        public String toString() {
            throw new IllegalStateException("broken");
        }
    };

    private static String any(String line) {
        return "ok";
    }

    private static Throwable suppressing(String message) {
        Throwable thrown = new RuntimeException("m");
        thrown.addSuppressed(new RuntimeException(message));
        return thrown;
    }

    /** Half a character is a question mark, a replacement character or an escape. */
    private static String whole(String line) {
        return line.contains("?") || line.contains("\ufffd") || line.contains("\\ud83d") ? "broken" : "ok";
    }

    private static Function<String, String> holds(String needle, String fault) {
        return line -> line.contains(needle) ? "ok" : fault;
    }

    private static Function<String, String> without(String needle, String fault) {
        return line -> line.contains(needle) ? fault : "ok";
    }

    private static List<Row> rows() {
        List<Object> cycle = new ArrayList<>();
        cycle.add(new ArrayList<>(List.of(cycle)));
        Throwable deep = new RuntimeException("0");
        for (int i = 0; i < 200; i++) {
            deep = new RuntimeException("level " + i, deep);
        }
        RuntimeException a = new RuntimeException("a");
        a.initCause(new RuntimeException("b", a));
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(
                "message `\",\"level\":\"FATAL`", event("l", "\",\"level\":\"FATAL", null), HostileInputTest::any));
        rows.add(new Row("CR and LF", event("l", "a\r\nb", null), HostileInputTest::any));
        rows.add(new Row("NEL", event("l", "a\u0085b", null), without("\u0085", "raw")));
        rows.add(new Row("U+2028", event("l", "a\u2028b", null), without("\u2028", "raw")));
        rows.add(new Row("ESC[2K", event("l", "a\u001b[2Kb", null), without("\u001b", "raw")));
        rows.add(new Row("backspace", event("l", "a\bb", null), without("\b", "raw")));
        rows.add(new Row("bidi U+202E", event("l", "a\u202eb", null), without("\u202e", "raw")));
        rows.add(new Row("tag characters", event("l", "a\udb40\udc41b", null), without("\udb40\udc41", "raw")));
        rows.add(new Row(
                "lone surrogate",
                event("l", "a\ud800b", null),
                line -> line.contains("\\ud800") || line.contains("\\uD800") ? "ok" : "lost"));
        rows.add(new Row("quote in the logger's name", event("l\"x", "m", null), HostileInputTest::any));
        rows.add(new Row("MDC key `message`", mdc("message", "forged"), holds("real", "message lost")));
        rows.add(new Row("MDC key `@timestamp`", mdc("@timestamp", "forged"), HostileInputTest::any));
        rows.add(new Row("MDC key `level`", mdc("level", "forged"), HostileInputTest::any));
        rows.add(new Row("MDC key `log.level`", mdc("log.level", "forged"), HostileInputTest::any));
        rows.add(new Row("MDC key that is empty", mdc("", "v"), HostileInputTest::any));
        rows.add(new Row("MDC key `a\"b`", mdc("a\"b", "v"), HostileInputTest::any));
        rows.add(new Row(
                "MDC key of 10 KB",
                mdc("k".repeat(10_000), "v"),
                line -> line.length() > 16 << 10 ? "too long" : "ok"));
        rows.add(new Row("key-value `message`", pair("message", "kept"), holds("kept", "value lost")));
        rows.add(new Row("key-value null", pair("k", null), holds("\"k\"", "lost")));
        rows.add(new Row(
                "key-value 42",
                pair("k", 42),
                line -> line.contains("\"k\":42") || line.contains("{\"intValue\":\"42\"}") ? "ok" : "not a number"));
        rows.add(new Row("key-value NaN", pair("k", Double.NaN), holds("NaN", "lost")));
        rows.add(new Row("key-value Infinity", pair("k", Double.POSITIVE_INFINITY), holds("Infinity", "lost")));
        rows.add(new Row("key-value 1e9999", pair("k", new java.math.BigDecimal("1e9999")), holds("9999", "lost")));
        rows.add(new Row("list that contains itself", pair("k", cycle), HostileInputTest::any));
        rows.add(new Row(
                "object with a password",
                pair("k", new Account()),
                line -> line.contains(SECRET) ? "leaks" : line.contains("bob") ? "ok" : "lost"));
        rows.add(new Row("toString throws, key-value", pair("k", BROKEN), holds("\"k\"", "lost")));
        rows.add(new Row("toString throws, argument", event("l", "got {}", null, BROKEN), HostileInputTest::any));
        rows.add(new Row("cycle of causes", event("l", "m", a), HostileInputTest::any));
        rows.add(new Row("CR and LF in a suppressed one", event("l", "m", suppressing("x\r\ny")), holds("x", "lost")));
        rows.add(new Row(
                "card number and token in an exception",
                event("l", "m", new RuntimeException("card 4111111111111111, " + JWT)),
                line -> line.contains("4111111111111111") || line.contains(JWT) ? "leaks" : "ok"));
        rows.add(new Row("200 causes", event("l", "m", deep), line -> line.length() > 64 << 10 ? "too long" : "ok"));
        rows.add(new Row(
                "emoji wherever a buffer ends",
                event("l", "\ud83d\ude00".repeat(3_000), null),
                HostileInputTest::whole));
        rows.add(new Row(
                "message of 5 MB",
                event("l", "x".repeat(5_000_000), null),
                line -> line.length() > 1 << 20 ? "too long" : "ok"));
        rows.add(new Row(
                "card number in the message",
                event("l", "card 4111111111111111", null),
                without("4111111111111111", "leaks")));
        return rows;
    }

    private static Map<String, Function<LoggingEvent, byte[]>> encoders() {
        Map<String, Function<LoggingEvent, byte[]>> all = new LinkedHashMap<>();
        all.put("EcsJsonEncoder", started(new EcsJsonEncoder()));
        all.put("LogstashJsonEncoder", started(new LogstashJsonEncoder()));
        all.put("OtlpJsonEncoder", started(new OtlpJsonEncoder()));
        ch.qos.logback.classic.encoder.JsonEncoder logback = new ch.qos.logback.classic.encoder.JsonEncoder();
        logback.setWithFormattedMessage(true);
        all.put("Logback JsonEncoder", started(logback));
        all.put("LogstashEncoder", started(new LogstashEncoder()));
        all.put("EcsEncoder", started(new EcsEncoder()));
        all.put("JsonTemplateLayout", HostileInputTest::log4j);
        return all;
    }

    private static Function<LoggingEvent, byte[]> started(Encoder<ILoggingEvent> encoder) {
        encoder.setContext(CONTEXT);
        encoder.start();
        return encoder::encode;
    }

    private static final JsonTemplateLayout LAYOUT = JsonTemplateLayout.newBuilder()
            .setConfiguration(new DefaultConfiguration())
            .setEventTemplateUri("classpath:EcsLayout.json")
            .build();

    /** Log4j has no key-values: they are null here, and their rows say so. */
    private static byte[] log4j(LoggingEvent event) {
        if (event.getKeyValuePairs() != null) {
            return null;
        }
        StringMap context = ContextDataFactory.createContextData();
        event.getMDCPropertyMap().forEach(context::putValue);
        Throwable thrown = event.getThrowableProxy() == null
                ? null
                : ((ch.qos.logback.classic.spi.ThrowableProxy) event.getThrowableProxy()).getThrowable();
        return LAYOUT.toByteArray(Log4jLogEvent.newBuilder()
                .setLoggerName(event.getLoggerName())
                .setLevel(org.apache.logging.log4j.Level.INFO)
                .setMessage(new ParameterizedMessage(event.getMessage(), event.getArgumentArray()))
                .setThreadName("main")
                .setContextData(context)
                .setThrown(thrown)
                .setTimeMillis(0)
                .build());
    }

    private static String verdict(Function<LoggingEvent, byte[]> encoder, Row row) {
        byte[] bytes;
        try {
            bytes = encoder.apply(row.event);
        } catch (Throwable thrown) {
            return "**throws**";
        }
        if (bytes == null) {
            return "none";
        }
        String line = new String(bytes, StandardCharsets.UTF_8);
        String body = line.strip();
        if (body.indexOf('\n') >= 0 || body.indexOf('\r') >= 0) {
            return "**two lines**";
        }
        String fault = row.fault.apply(body);
        if (body.length() > 500_000) {
            return "**" + fault + "**";
        }
        try {
            Captured.parse(body);
        } catch (AssertionError refused) {
            return String.valueOf(refused.getMessage()).contains("uplicate")
                            || refused.getMessage().contains("twice")
                    ? "**key twice**"
                    : "**no JSON**";
        }
        return fault.equals("ok") ? "ok" : "**" + fault + "**";
    }

    private static String table() {
        Map<String, Function<LoggingEvent, byte[]>> encoders = encoders();
        StringBuilder out = new StringBuilder(
                "# What log encoders make of hostile input\n\n"
                        + "Made by `HostileInputTest`, which fails where this page is not what it sees"
                        + " (`-Dseaworthy.write=true` writes it).\nA line is read by a strict JSON parser; \"none\": there are no key-values.\n\n| input |");
        encoders.keySet().forEach(name -> out.append(' ').append(name).append(" |"));
        out.append("\n|---|").append("---|".repeat(encoders.size())).append('\n');
        for (Row row : rows()) {
            out.append("| ").append(row.name).append(" |");
            encoders.forEach((name, encoder) ->
                    out.append(' ').append(verdict(encoder, row)).append(" |"));
            out.append('\n');
        }
        return out.toString();
    }

    @Test
    void everyRow_isPassedByOurs() {
        encoders().forEach((name, encoder) -> {
            if (name.endsWith("JsonEncoder") && !name.startsWith("Logback")) {
                for (Row row : rows()) {
                    boolean typedOtherwise = name.startsWith("Otlp")
                            && (row.name.equals("key-value 42") || row.name.equals("key-value null"));
                    if (!typedOtherwise) {
                        assertThat(verdict(encoder, row))
                                .as("%s: %s", name, row.name)
                                .isEqualTo("ok");
                    }
                }
            }
        });
    }

    @Test
    void publishedTable_isWhatIsSeen() throws Exception {
        Path page = Path.of(System.getProperty("seaworthy.root", "../.."), "core/logging/HOSTILE-INPUT.md");
        String table = table();
        if (Boolean.getBoolean("seaworthy.write") || !Files.exists(page)) {
            Files.writeString(page, table);
        }
        assertThat(table).isEqualTo(Files.readString(page));
    }
}
