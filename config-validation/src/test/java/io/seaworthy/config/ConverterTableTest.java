package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.net.Cidr;
import io.seaworthy.kernel.net.CidrSet;
import io.seaworthy.kernel.net.IpAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Every type, with texts that it accepts and texts that it refuses, and why. */
class ConverterTableTest {

    private static final Map<String, Class<?>> TYPES = Map.ofEntries(
            Map.entry("int", int.class),
            Map.entry("long", long.class),
            Map.entry("short", short.class),
            Map.entry("byte", byte.class),
            Map.entry("boolean", boolean.class),
            Map.entry("double", double.class),
            Map.entry("float", float.class),
            Map.entry("bigdecimal", java.math.BigDecimal.class),
            Map.entry("biginteger", java.math.BigInteger.class),
            Map.entry("char", char.class),
            Map.entry("enum", System.Logger.Level.class),
            Map.entry("string", String.class),
            Map.entry("uri", java.net.URI.class),
            Map.entry("duration", java.time.Duration.class),
            Map.entry("size", DataSize.class),
            Map.entry("uuid", java.util.UUID.class),
            Map.entry("locale", java.util.Locale.class),
            Map.entry("zone", java.time.ZoneId.class),
            Map.entry("offset", java.time.ZoneOffset.class),
            Map.entry("instant", java.time.Instant.class),
            Map.entry("offsetdatetime", java.time.OffsetDateTime.class),
            Map.entry("localdate", java.time.LocalDate.class),
            Map.entry("localtime", java.time.LocalTime.class),
            Map.entry("localdatetime", java.time.LocalDateTime.class),
            Map.entry("yearmonth", java.time.YearMonth.class),
            Map.entry("period", java.time.Period.class),
            Map.entry("charset", java.nio.charset.Charset.class),
            Map.entry("currency", java.util.Currency.class),
            Map.entry("pattern", java.util.regex.Pattern.class),
            Map.entry("inetaddress", java.net.InetAddress.class),
            Map.entry("socket", java.net.InetSocketAddress.class),
            Map.entry("address", IpAddress.class),
            Map.entry("cidr", Cidr.class),
            Map.entry("networks", CidrSet.class),
            Map.entry("path", java.nio.file.Path.class),
            Map.entry("bytes", byte[].class),
            Map.entry("certificate", java.security.cert.X509Certificate.class),
            Map.entry("secret", Secret.class),
            Map.entry("profile", Profile.class));

    private static List<String[]> rows() throws IOException {
        try (InputStream in = Objects.requireNonNull(ConverterTableTest.class.getResourceAsStream("/converters.tsv"))) {
            List<String[]> rows = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.startsWith("#")) {
                    rows.add(line.split("\t", -1));
                }
            }
            return rows;
        }
    }

    @Test
    void everyRow_isAsTheTableSays() throws IOException {
        Map<String, Converter> converters = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        List<String[]> rows = rows();
        for (String[] row : rows) {
            Converter converter = converters.computeIfAbsent(row[0] + " " + row[1], key -> converter(row[0], row[1]));
            String verdict = verdict(converter, text(row[3]));
            if (!verdict.equals(row[2])) {
                wrong.add(String.join(" | ", row) + " -> " + verdict);
            }
        }
        System.out.println("ConverterTableTest: " + rows.size() + " rows, " + converters.size() + " converters");
        assertThat(wrong).isEmpty();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(1_500);
        assertThat(rows.stream().map(row -> row[0]).distinct()).containsExactlyInAnyOrderElementsOf(TYPES.keySet());
    }

    private static String verdict(Converter converter, String text) {
        try {
            assertThat(converter.convert(text, Profile.PRODUCTION)).isNotNull();
            return "ok";
        } catch (Refused refused) {
            return refused.reasons().get(0).code();
        }
    }

    /** What is named as an example has to be accepted. */
    @Test
    void everyExample_isAccepted() throws IOException {
        for (String[] row : rows()) {
            Converter converter = converter(row[0], row[1]);
            String example = converter.example(Profile.PRODUCTION);
            if (!example.isEmpty() && !example.startsWith("$(")) {
                assertThat(verdict(converter, example))
                        .as(row[0] + " " + row[1])
                        .isEqualTo("ok");
            }
        }
    }

    private static Converter converter(String type, String options) {
        Description description = new Description(new Schema<Object>("table") {
            @Override
            protected void describe(Description d) {}

            @Override
            protected Object create(Object[] values) {
                return values;
            }
        });
        Component component = ComponentTypes.add(description, "X", Objects.requireNonNull(TYPES.get(type)));
        for (String option : options.split(";")) {
            apply(component, option);
        }
        return Setting.of(component).converter();
    }

    private static void apply(Component component, String option) {
        String value = option.substring(option.indexOf('=') + 1);
        String[] ends = value.split("\\.\\.");
        switch (option.split("=")[0]) {
            case "" -> {}
            case "range" -> component.range(Long.parseLong(ends[0]), Long.parseLong(ends[1]));
            case "decimal" -> component.decimalRange(ends[0], ends[1]);
            case "length" -> component.length(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
            case "min" -> component.minBytes(Integer.parseInt(value));
            case "starts" -> component.startsWith(value.split("\\|"));
            case "schemes" -> component.schemes(List.of(value.split("\\|")));
            case "host" -> component.host();
            case "origin" -> component.origin();
            case "base64" -> component.base64();
            case "hex" -> component.hex();
            case "pem" -> component.pem(value);
            case "shape" -> {
                if (value.equals("list")) {
                    component.list();
                } else {
                    component.set();
                }
            }
            default -> throw new IllegalArgumentException(option);
        }
    }

    private static String text(String escaped) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char code = escaped.charAt(++i);
            if (code == 'u') {
                text.append((char) Integer.parseInt(escaped.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                text.append(code == 'n' ? '\n' : code == 'r' ? '\r' : code == 't' ? '\t' : '\\');
            }
        }
        return text.toString();
    }
}
