package io.seaworthy.config;

import static io.seaworthy.config.Profile.DEVELOPMENT;
import static io.seaworthy.config.Profile.PRODUCTION;
import static io.seaworthy.config.Profile.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The README's record and its report. */
class ReadmeExampleTest {

    record Settings(
            @Env("APP_ENV") Profile profile,

            @Env("PORT") @Default("8080") @Range(min = 0, max = 65535)
            int port,

            @Env("JWT_SECRET") @RequiredIn({STAGING, PRODUCTION}) @GeneratedIn(DEVELOPMENT) @Base64 @MinBytes(32)
            Secret jwtSecret) {}

    @Test
    void readmesReport_isTheRealOne() throws IOException {
        Reading<Settings> reading = Environment.of(
                        Map.of("APP_ENV", "production", "PORT", "http", "JWT_SECERT", Variables.key(1, 32)))
                .load(Settings.class);

        assertThat(Files.readString(Path.of("README.md"))).contains("```\n" + reading.report() + "```\n");
    }

    @Test
    void readmesFixedStart_isTheRealOne(@org.junit.jupiter.api.io.TempDir Path directory) throws IOException {
        Path key = Files.writeString(directory.resolve("key"), Variables.key(1, 32));
        Reading<Settings> reading = Environment.of(
                        Map.of("APP_ENV", "production", "PORT", "8443", "JWT_SECRET_FILE", key.toString()))
                .load(Settings.class);

        assertThat(reading.line()).doesNotContain("\n", "warnings");
        String summary = reading.summary().replace(", read by reflection", "");
        assertThat(Files.readString(Path.of("README.md"))).contains("```\n" + summary + "```\n");
    }

    @Test
    void readmesRecord_startsInDevelopment() {
        Reading<Settings> reading = Environment.of(Map.of()).load(Settings.class);

        assertThat(reading.settings().port()).isEqualTo(8080);
        assertThat(reading.summary().lines()).hasSizeLessThanOrEqualTo(5);
    }
}
