package io.seaworthy.config;

import java.nio.charset.Charset;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Types of the JDK that need no options, each in one spelling. What a parser throws is dropped: it holds the text. */
final class JdkConverter implements Converter {

    /** What is accepted and an example, by the type's name: a class literal would load the class. */
    private static final Map<String, String[]> KNOWN = Map.ofEntries(
            entry("java.util.UUID", "a UUID in lower case with hyphens", "123e4567-e89b-42d3-a456-426614174000"),
            entry("java.util.Locale", "a language tag such as en or de-AT", "en"),
            entry("java.time.ZoneId", "a time zone such as UTC or Europe/Vienna", "UTC"),
            entry("java.time.ZoneOffset", "Z or an offset such as +02:00", "Z"),
            entry("java.time.Instant", "a time in UTC such as 2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z"),
            entry("java.time.OffsetDateTime", "a time such as 2026-01-31T12:00:00+01:00", "2026-01-31T12:00:00+01:00"),
            entry("java.time.LocalDate", "a date such as 2026-01-31", "2026-01-31"),
            entry("java.time.LocalTime", "a time of day such as 23:30 or 23:30:15", "23:30"),
            entry("java.time.LocalDateTime", "a date and time such as 2026-01-31T23:30:15", "2026-01-31T23:30:15"),
            entry("java.time.YearMonth", "a month such as 2026-01", "2026-01"),
            entry("java.time.Period", "a period of days, weeks, months or years such as P30D", "P30D"),
            entry("java.nio.charset.Charset", "a character set's name such as UTF-8", "UTF-8"),
            entry("java.util.Currency", "a currency's code such as EUR", "EUR"),
            entry("java.util.regex.Pattern", "a regular expression of at most 1000 characters", "[a-z]+"),
            entry("char", "one character", ";"),
            entry("java.lang.Character", "one character", ";"),
            entry("java.net.InetAddress", "an address such as 192.0.2.1 or 2001:db8::1, no name", "192.0.2.1"),
            entry("java.net.InetSocketAddress", "host:port such as db.example:5432 or [::1]:80", "db.example:5432"));

    private final Class<?> type;

    JdkConverter(Class<?> type) {
        this.type = type;
    }

    static boolean knows(Class<?> type) {
        return KNOWN.containsKey(type.getName());
    }

    private static Map.Entry<String, String[]> entry(String type, String accepted, String example) {
        return Map.entry(type, new String[] {accepted, example});
    }

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        Object value = null;
        if (!Direct.hasControl(text) && text.length() <= 1_000) {
            try {
                value = parse(text);
            } catch (RuntimeException malformed) {
                // the message holds the text
            }
        }
        if (value == null) {
            throw new Refused("malformed");
        }
        return value;
    }

    private @Nullable Object parse(String text) {
        return switch (type.getSimpleName()) {
            case "UUID" -> same(UUID.fromString(text), text);
            case "Locale" -> locale(text);
            case "ZoneId" -> ZoneId.getAvailableZoneIds().contains(text) ? ZoneId.of(text) : null;
            case "ZoneOffset" -> same(ZoneOffset.of(text), text);
            case "Period" -> text.startsWith("P") ? Period.parse(text) : null;
            case "Charset" -> Charset.isSupported(text) ? Charset.forName(text) : null;
            case "Currency" -> Currency.getInstance(text);
            case "Pattern" -> Pattern.compile(text);
            case "char", "Character" -> text.length() == 1 ? (Object) text.charAt(0) : null;
            case "InetAddress" -> NetworkParse.address(text);
            case "InetSocketAddress" -> NetworkParse.socket(text);
            default -> time(text);
        };
    }

    private @Nullable Object time(String text) {
        if (text.startsWith("+") || text.startsWith("-") || !text.equals(text.toUpperCase(Locale.ROOT))) {
            return null;
        }
        return switch (type.getSimpleName()) {
            case "Instant" -> text.endsWith("Z") ? Instant.parse(text) : null;
            case "OffsetDateTime" -> OffsetDateTime.parse(text);
            case "LocalDate" -> LocalDate.parse(text);
            case "LocalTime" -> LocalTime.parse(text);
            case "LocalDateTime" -> LocalDateTime.parse(text);
            case "YearMonth" -> YearMonth.parse(text);
            default -> throw new IllegalStateException(type.getName());
        };
    }

    private static @Nullable Object same(Object value, String text) {
        return value.toString().equals(text) ? value : null;
    }

    private static @Nullable Object locale(String text) {
        Locale locale = new Locale.Builder().setLanguageTag(text).build();
        return locale.getLanguage().isEmpty() || !locale.toLanguageTag().equals(text) ? null : locale;
    }

    @Override
    public String accepted(Profile profile) {
        return words()[0];
    }

    @Override
    public String example(Profile profile) {
        return words()[1];
    }

    private String[] words() {
        return KNOWN.getOrDefault(type.getName(), new String[] {"", ""});
    }
}
