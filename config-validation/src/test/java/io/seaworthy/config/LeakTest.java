package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.seaworthy.kernel.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** No part of a secret reaches a report, an exception, a summary or a toString, whether it is accepted or refused. */
class LeakTest {

    private static final List<String> NAMES = List.of(
            "JWT_SECRET",
            "JWT_SECRET_FILE",
            "JWT_SECRET_PREVIOUS",
            "PASSWORD_PEPPER",
            "DATABASE_PASSWORD",
            "DATABASE_PASSWORD_FILE",
            "DATABASE_URL",
            "REDIS_URL",
            "STRIPE_WEBHOOK_SECRET",
            "JWT_SECERT");

    @Test
    void canary_reachesNoSink() {
        long seed = 4_242;
        System.out.println("LeakTest seed " + seed);
        Random random = new Random(seed);
        int runs = Boolean.getBoolean("seaworthy.long") ? 100_000 : 2_000;
        for (int run = 0; run < runs; run++) {
            String canary = canary(random, run % 4);
            String name = NAMES.get(random.nextInt(NAMES.size()));
            String value = switch (name) {
                case "REDIS_URL" -> (run % 2 == 0 ? "redis" : "http") + "://:" + canary + "@cache:6379";
                case "DATABASE_URL" -> (run % 2 == 0 ? "jdbc:postgresql" : "mysql") + "://db/x?password=" + canary;
                default -> canary;
            };
            String other = canary(random, run % 4);
            String reference = sinks(Variables.production(name, value.replace(canary, other)));
            requireNoTrace(canary, sinks(Variables.production(name, value)), reference);
        }
    }

    /** Characters that our own texts do not use in such runs: four of them in a row are no accident. */
    private static String canary(Random random, int kind) {
        String alphabet = kind == 0 ? "0123456789" : "ZXQJVWKqzxjvkw0123456789";
        StringBuilder text = new StringBuilder();
        int length = kind == 1 ? 8 : 44;
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return kind == 3
                ? java.util.Base64.getEncoder()
                        .encodeToString(text.substring(0, 33).getBytes(StandardCharsets.UTF_8))
                : text.toString();
    }

    private static String sinks(Map<String, String> variables) {
        Environment environment = Environment.of(variables);
        Reading<HarbourSettings> reading = environment.load(HarbourSettings.class);
        StringWriter sinks = new StringWriter();
        LeakSinks.Records logged = LeakSinks.Records.start();
        PrintWriter out = new PrintWriter(sinks);
        out.println(environment + " " + reading + reading.report() + reading.summary());
        out.println(reading.details().toText(80, SettingsReport.Style.COLOR));
        out.println(new String(reading.details().toJson(), StandardCharsets.UTF_8));
        out.println(new String(reading.details().toSarif("a.yaml"), StandardCharsets.UTF_8));
        out.println(reading.details() + " " + reading.provenance());
        out.println(reading.faults() + " " + reading.warnings() + reading.sources() + reading.evidence());
        Throwable thrown = catchThrowable(reading::settings);
        if (thrown != null) {
            thrown.printStackTrace(out);
        } else {
            HarbourSettings settings = reading.settings();
            out.println(settings.jwtSecret() + " " + settings.databasePassword() + settings.stripeWebhookSecret());
            out.println(LeakSinks.serialised(settings.jwtSecret()) + LeakSinks.getters(settings.jwtSecret(), 2));
            out.println(LeakSinks.getters(settings.databasePassword().orElseThrow(), 2));
            out.println(LeakSinks.json(settings.jwtSecret()) + LeakSinks.json(settings));
        }
        if (thrown != null) {
            out.println(LeakSinks.serialised(thrown) + LeakSinks.causes(thrown));
        }
        out.println(reading.details().narrate());
        out.println(LeakSinks.getters(reading.details(), 2) + LeakSinks.getters(environment, 2));
        out.println(LeakSinks.json(environment) + LeakSinks.json(reading.details()) + LeakSinks.json(reading.faults()));
        out.println(LeakSinks.json(reading.provenance()));
        out.println(logged.stop());
        out.flush();
        return sinks.toString();
    }

    /** What a serialiser would find if these fields were not left out of it, so that the test above can fail. */
    @Test
    void fieldSerialisers_seeFieldsThatAreNotTransient() {
        assertThat(LeakSinks.json(new Holder("QZXJ".getBytes(StandardCharsets.UTF_8))))
                .contains("81,90,88,74");
        assertThat(LeakSinks.json(Secret.ofUtf8("QZXJ"))).startsWith("{").doesNotContain("81,90", "QZXJ", "UVpY");
    }

    private record Holder(byte[] bytes) {}

    private static void requireNoTrace(String canary, String sinks, String reference) {
        for (String form : LeakSinks.forms(canary)) {
            assertThat(sinks.contains(form)).as("a form of a canary").isFalse();
        }
        // Our own texts have digits, too: what they say of any other canary is not what leaked of this one.
        for (int i = 0; i + 4 <= canary.length(); i++) {
            String window = canary.substring(i, i + 4);
            String decimals = LeakSinks.decimals(window.getBytes(StandardCharsets.UTF_8));
            assertThat(sinks.contains(decimals)).as("a window in numbers").isFalse();
            assertThat(sinks.contains(window) && !reference.contains(window))
                    .as("the window %s of a canary", window)
                    .isFalse();
        }
    }
}
