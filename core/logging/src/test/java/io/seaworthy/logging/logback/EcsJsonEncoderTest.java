package io.seaworthy.logging.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.seaworthy.logging.Captured;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;

/** What today's encoders break on, row by row, and boundary cases; every line is read back by a strict parser. */
class EcsJsonEncoderTest {

    private final LoggerContext context = new LoggerContext();
    private final EcsJsonEncoder encoder = started();

    private static EcsJsonEncoder started() {
        EcsJsonEncoder encoder = new EcsJsonEncoder();
        encoder.setServiceName("har\"bour");
        encoder.setServiceEnvironment("test");
        encoder.start();
        return encoder;
    }

    private LoggingEvent event(String message, Object... arguments) {
        return event("io.example.Main", message, null, arguments);
    }

    private LoggingEvent event(String logger, String message, Throwable thrown, Object... arguments) {
        LoggingEvent event = new LoggingEvent(
                "fqcn",
                context.getLogger(logger),
                Level.INFO,
                message,
                thrown,
                arguments.length == 0 ? null : arguments);
        event.setThreadName(thread);
        event.setTimeStamp(0);
        event.setMDCPropertyMap(new HashMap<>());
        return event;
    }

    private String thread = "main";

    private Map<String, Object> encode(ILoggingEvent event) {
        byte[] bytes = encoder.encode(event);
        assertThat(bytes.length).isLessThanOrEqualTo(16 << 10);
        String line = new String(bytes, StandardCharsets.UTF_8);
        assertThat(line.getBytes(StandardCharsets.UTF_8)).isEqualTo(bytes);
        assertThat(line).endsWith("}\n");
        assertThat(line.substring(0, line.length() - 1))
                .doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029]");
        return Captured.parse(line);
    }

    /** A number of the application's own has a text that need not be a number. */
    @Test
    void subclassOfANumber_cannotForge() {
        LoggingEvent event = event("x");
        event.addKeyValuePair(new KeyValuePair("n", new BigDecimal("1") {
            @Override
            public String toString() {
                return "1,\"log.level\":\"FATAL\"";
            }
        }));
        event.addKeyValuePair(new KeyValuePair("m", new BigInteger("1") {
            @Override
            public String toString() {
                return "1}\n{\"forged\":true";
            }
        }));
        event.addKeyValuePair(new KeyValuePair("huge", BigInteger.ONE.shiftLeft(4_000_000)));
        event.addKeyValuePair(new KeyValuePair("big", BigInteger.TEN));
        assertThat(encode(event))
                .containsEntry("n", "1,\"log.level\":\"FATAL\"")
                .containsEntry("m", "1}\n{\"forged\":true")
                .containsEntry("huge", "[BigInteger of 4000001 bits]")
                .containsEntry("log.level", "INFO");
    }

    @Test
    void countOfTokens_isNoSecret() {
        LoggingEvent event = event("x");
        event.addKeyValuePair(new KeyValuePair("max_tokens", 4096));
        event.addKeyValuePair(new KeyValuePair("token", 4096));
        event.addKeyValuePair(new KeyValuePair("auth_tokens", "abc"));
        assertThat(encode(event))
                .containsEntry("max_tokens", 4096L)
                .containsEntry("token", "[redacted]")
                .containsEntry("auth_tokens", "[redacted]");
    }

    /** The line in its place still belongs to its request. */
    @Test
    void eventThatCannotBeWritten_keepsItsIds() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        LoggingEvent broken = new LoggingEvent("fqcn", context.getLogger("l"), Level.INFO, "m", null, null) {
            @Override
            public List<Marker> getMarkerList() {
                throw new IllegalStateException("broken");
            }
        };
        broken.setThreadName("main");
        broken.setTimeStamp(0);
        broken.setMDCPropertyMap(Map.of("http.request.id", "12345678", "trace.id", trace));
        assertThat(encode(broken))
                .containsEntry("message", "A log event could not be written")
                .containsEntry("http.request.id", "12345678")
                .containsEntry("trace.id", trace);
        OtlpJsonEncoder otlp = new OtlpJsonEncoder();
        otlp.start();
        String record = new String(otlp.encode(broken), StandardCharsets.UTF_8);
        Captured.parse(record);
        assertThat(record).contains("\"traceId\":\"" + trace).contains("12345678");
    }

    @Test
    void event_isOneObjectInTheShapeOfEcs() {
        LoggingEvent event = event("Hello {}", "world");
        event.getMDCPropertyMap().put("http.request.id", "12345678");
        event.getMDCPropertyMap().put("tenant", "t1");
        event.addKeyValuePair(new KeyValuePair("port", 8080));
        event.addMarker(MarkerFactory.getMarker("AUDIT"));
        assertThat(new String(encoder.encode(event), StandardCharsets.UTF_8))
                .isEqualTo("{\"@timestamp\":\"1970-01-01T00:00:00.000Z\",\"log.level\":\"INFO\","
                        + "\"http.request.id\":\"12345678\",\"ecs.version\":\"8.11.0\",\"service.name\":\"har\\\"bour\","
                        + "\"service.environment\":\"test\",\"log.logger\":\"io.example.Main\","
                        + "\"process.thread.name\":\"main\",\"message\":\"Hello world\",\"port\":8080,"
                        + "\"tenant\":\"t1\",\"tags\":[\"AUDIT\"]}\n");
    }

    @Test
    void everyUtf16Unit_comesBackAsItWas() {
        for (int c = 0; c <= 0xffff; c++) {
            String text = "a" + (char) c + "b";
            assertThat(encode(event(text))).containsEntry("message", text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\",\"log.level\":\"FATAL",
                "a\r\n{\"message\":\"forged\"}",
                "\u0085\u2028\u2029",
                "\u001b[2K\u001b[31m",
                "\b\b\b\b",
                "\u202egnp.exe",
                "\udb40\udc41\udb40\udc42",
                "\ud800",
                "\udc00x",
                "💩",
                "\\\"",
                "{}",
                "%s"
            })
    void hostileText_forgesNothing(String hostile) {
        thread = hostile;
        LoggingEvent event = event("logger" + hostile, hostile, new IllegalStateException(hostile));
        event.getMDCPropertyMap().put(hostile, hostile);
        event.addKeyValuePair(new KeyValuePair(hostile + "k", hostile));
        event.addMarker(MarkerFactory.getMarker(hostile));
        assertThat(encode(event))
                .containsEntry("message", hostile)
                .containsEntry("log.level", "INFO")
                .containsEntry("log.logger", "logger" + hostile)
                .containsEntry("process.thread.name", hostile)
                .containsEntry(hostile, hostile)
                .containsEntry(hostile + "k", hostile)
                .containsEntry("error.message", hostile)
                .containsEntry("tags", List.of(hostile));
    }

    @Test
    void reservedNamesInMdcAndKeyValues_cannotForge() {
        LoggingEvent event = event("real");
        for (String name : new String[] {"message", "@timestamp", "log.level", "service.name", "tags", "error.type"}) {
            event.getMDCPropertyMap().put(name, "mdc");
            event.addKeyValuePair(new KeyValuePair(name, "kv"));
        }
        Map<String, Object> line = encode(event);
        assertThat(line)
                .containsEntry("message", "real")
                .containsEntry("labels.message", "kv")
                .containsEntry("labels.message_2", "mdc")
                .containsEntry("log.level", "INFO")
                .containsEntry("labels.log.level", "kv")
                .containsEntry("service.name", "har\"bour");
    }

    @Test
    void keyValueBesideTheContextsId_cannotTakeItsPlace() {
        LoggingEvent event = event("x");
        event.getMDCPropertyMap().put("trace.id", "real");
        event.addKeyValuePair(new KeyValuePair("trace.id", "forged"));
        event.addKeyValuePair(new KeyValuePair("trace.id", "real"));
        assertThat(encode(event)).containsEntry("trace.id", "real").containsEntry("labels.trace.id_2", "forged");
    }

    @Test
    void keyValues_keepTheirTypes() {
        LoggingEvent event = event("x");
        List<Object> cycle = new ArrayList<>();
        List<Object> other = new ArrayList<>(List.of(cycle));
        cycle.add(other);
        Object[] values = {null, 42, 1.5, true, Double.NaN, Double.POSITIVE_INFINITY, new BigDecimal("1e9999"), cycle};
        for (int i = 0; i < values.length; i++) {
            event.addKeyValuePair(new KeyValuePair("k" + i, values[i]));
        }
        assertThat(encode(event))
                .containsEntry("k0", null)
                .containsEntry("k1", 42L)
                .containsEntry("k2", new BigDecimal("1.5"))
                .containsEntry("k3", true)
                .containsEntry("k4", "NaN")
                .containsEntry("k5", "Infinity")
                .containsEntry("k6", "1E+9999")
                .containsEntry("k7", "[[[...]]]");
    }

    @SuppressWarnings("unused")
    private static final class Account {
        private final String password = "hunter2";

        public String getPassword() {
            return password;
        }

        @Override
        public String toString() {
            return "Account[name=bob, password=" + password + "]";
        }
    }

    @Test
    void object_isItsTextRedacted() {
        LoggingEvent event = event("got {}", new Account());
        event.addKeyValuePair(new KeyValuePair("account", new Account()));
        assertThat(encode(event))
                .containsEntry("message", "got Account[name=bob, password=[redacted]]")
                .containsEntry("account", "Account[name=bob, password=[redacted]]");
    }

    @Test
    void throwingToString_isContained() {
        Object broken = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("broken");
            }
        };
        LoggingEvent event = event("got {}", broken);
        event.addKeyValuePair(new KeyValuePair("k", broken));
        assertThat(encode(event))
                .containsEntry("message", "got [toString failed: java.lang.IllegalStateException]")
                .containsEntry("k", "[toString failed: java.lang.IllegalStateException]");
    }

    @Test
    void secrets_areRedactedEverywhere() {
        String jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";
        Throwable thrown = new IllegalStateException("refused " + jwt, new RuntimeException("card 4111111111111111"));
        thrown.addSuppressed(new RuntimeException("bob@example.com"));
        thread = "worker-bob@example.com";
        LoggingEvent event = event("io.example.Main", "{} {}", thrown, "4111 1111", "1111 1111 and " + jwt);
        event.getMDCPropertyMap().put("session", jwt);
        event.getMDCPropertyMap().put("password", "hunter2");
        event.addKeyValuePair(new KeyValuePair("header", "Authorization: Bearer hunter2"));
        event.addKeyValuePair(new KeyValuePair("apiKey", "hunter2"));
        String line = new String(encoder.encode(event), StandardCharsets.UTF_8);
        assertThat(line).doesNotContain("eyJ", "4111", "bob@", "hunter2");
        assertThat(encode(event)).containsEntry("message", "[redacted:card] and [redacted:jwt]");
    }

    @Test
    void cardNumberThatIsADecimal_isRedacted() {
        LoggingEvent event = event("io.example.Main", "paid by {} and {}", null, 4111111111111111d, -1.5e15);
        event.addKeyValuePair(new KeyValuePair("double", 4111111111111111d));
        event.addKeyValuePair(new KeyValuePair("decimal", new BigDecimal("4111111111111111.00")));
        assertThat(encode(event))
                .containsEntry("message", "paid by [redacted:card] and -1.5E15")
                .containsEntry("double", "[redacted:card]")
                .containsEntry("decimal", "[redacted:card]");
    }

    @Test
    void throwable_isWrittenWithCausesAndSuppressed() {
        Throwable thrown = new IllegalStateException("outer\nline", new RuntimeException("inner"));
        thrown.addSuppressed(new RuntimeException("aside"));
        Map<String, Object> line = encode(event("io.example.Main", "failed", thrown));
        assertThat(line).containsEntry("error.type", "java.lang.IllegalStateException");
        assertThat(line).containsEntry("error.message", "outer\nline");
        assertThat((String) line.get("error.stack_trace"))
                .startsWith("java.lang.IllegalStateException: outer\\nline\n\tat ")
                .contains(
                        "Caused by: java.lang.RuntimeException: inner\n",
                        "\tSuppressed: java.lang.RuntimeException: aside\n")
                .contains(" more\n");
    }

    @Test
    void endlessThrowables_areCut() {
        RuntimeException a = new RuntimeException("a");
        RuntimeException b = new RuntimeException("b", a);
        a.initCause(b);
        assertThat((String) encode(event("l", "x", a)).get("error.stack_trace")).contains("[circular: ");
        Throwable deep = new RuntimeException("0");
        for (int i = 0; i < 200; i++) {
            deep = new RuntimeException("level " + i, deep);
        }
        assertThat(encode(event("l", "x", deep))).containsKey("error.stack_trace");
    }

    @Test
    void hugeEvent_staysValidAndKeepsItsIds() {
        Throwable thrown = new IllegalStateException("\u0000".repeat(5_000_000));
        LoggingEvent event = event("l".repeat(5000), "\u202e".repeat(10_000_000), thrown);
        event.getMDCPropertyMap().put("trace.id", "4bf92f3577b34da6a3ce929d0e0e4736");
        event.getMDCPropertyMap().put("http.request.id", "12345678");
        event.getMDCPropertyMap().put("k".repeat(10_000), "v".repeat(100_000));
        IntStream.range(0, 1000).forEach(i -> event.addKeyValuePair(new KeyValuePair("k" + i, "v".repeat(1000))));
        assertThat(encode(event))
                .containsEntry("trace.id", "4bf92f3577b34da6a3ce929d0e0e4736")
                .containsEntry("http.request.id", "12345678")
                .containsEntry("labels.truncated", true)
                .containsEntry("log.level", "INFO");
    }

    @Test
    void eventThatCannotBeRead_stillGivesALine() {
        LoggingEvent broken = new LoggingEvent("fqcn", context.getLogger("l"), Level.INFO, "x", null, null) {
            @Override
            public String getThreadName() {
                throw new IllegalStateException("broken");
            }
        };
        broken.setMDCPropertyMap(Map.of());
        assertThat(encode(broken))
                .containsEntry("message", "A log event could not be written")
                .containsEntry("error.type", "java.lang.IllegalStateException");
    }

    @Test
    void emptyEvent_isALine() {
        LoggingEvent event = event(null);
        assertThat(encode(event)).containsEntry("message", "null");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4095, (1 << 20) + 1})
    void lineLengthOutsideItsRange_isRefused(int bytes) {
        assertThatThrownBy(() -> new EcsJsonEncoder().setMaxLineBytes(bytes))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ownPrefixesOfAConfigurationFile_areRedacted() {
        EcsJsonEncoder own = new EcsJsonEncoder();
        own.addTokenPrefix("hbk_");
        own.addSensitiveName("iban");
        own.start();
        assertThat(new String(own.encode(event("hbk_0123456789 iban=DE00")), StandardCharsets.UTF_8))
                .contains("\"message\":\"[redacted:token] iban=[redacted]\"");
    }

    @Test
    void evidence_namesTheItems() {
        assertThat(encoder.evidence()).extracting(e -> e.id()).containsExactly("LOG-JSON", "LOG-PII", "LOG-AGGREGATE");
        assertThat(encoder.evidence()).noneMatch(e -> e.isWeakened());
    }
}
