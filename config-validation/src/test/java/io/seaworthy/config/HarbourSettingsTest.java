package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import io.seaworthy.kernel.net.IpAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HarbourSettingsTest {

    private static Reading<HarbourSettings> load(Map<String, String> variables) {
        return Environment.of(variables).load(HarbourSettings.class);
    }

    private static List<String> faults(Map<String, String> variables) {
        return load(variables).faults().stream()
                .map(fault -> fault.path() + " " + fault.reason())
                .toList();
    }

    @Test
    void emptyEnvironment_isDevelopmentWithItsDefaults() {
        Reading<HarbourSettings> reading = load(Map.of("PATH", "/bin", "HOSTNAME", "box", "DATABASE_SSL", "x"));

        HarbourSettings settings = reading.settings();
        assertThat(settings.profile()).isEqualTo(Profile.DEVELOPMENT);
        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.publicUrl()).isEqualTo(URI.create("http://127.0.0.1:8080"));
        assertThat(settings.jwtSecret().length()).isEqualTo(32);
        assertThat(settings.jwtSecretPrevious()).isEmpty();
        assertThat(settings.stripeWebhookSecret().exposeUtf8()).matches("whsec_[A-Za-z0-9_-]{43}");
        assertThat(settings.corsAllowedOrigins()).containsExactly("http://localhost:5173");
        assertThat(settings.adminCidrs().contains(Objects.requireNonNull(IpAddress.parse("127.9.9.9"))))
                .isTrue();
        assertThat(settings.trustedProxies().contains(Objects.requireNonNull(IpAddress.parse("127.0.0.1"))))
                .isFalse();
        assertThat(settings.logFormat()).isEqualTo(HarbourSettings.LogFormat.TEXT);
        assertThat(settings.plansPerMinute())
                .isEqualTo(Map.of("anonymous", 60, "free", 120, "premium", 1200, "enterprise", 12000));
        assertThat(reading.warnings())
                .containsExactly("JWT_SECRET, PASSWORD_PEPPER, STRIPE_WEBHOOK_SECRET"
                        + " are generated at start and end with the process");
        assertThat(reading.summary().lines().filter(line -> !line.startsWith("  warning: ")))
                .hasSizeLessThanOrEqualTo(4);
        assertThat(reading.summary().lines().filter(line -> line.startsWith("  warning: ")))
                .hasSameSizeAs(reading.warnings());
    }

    @Test
    void completeProduction_isRead() {
        Reading<HarbourSettings> reading = load(Variables.production("PLAN_FREE_PER_MINUTE", "240"));

        HarbourSettings settings = reading.settings();
        assertThat(settings.profile()).isEqualTo(Profile.PRODUCTION);
        assertThat(settings.logFormat()).isEqualTo(HarbourSettings.LogFormat.JSON);
        assertThat(settings.corsAllowedOrigins())
                .containsExactly("https://app.example.com", "https://admin.example.com");
        assertThat(settings.plansPerMinute()).containsEntry("free", 240).containsEntry("premium", 1200);
        assertThat(reading.summary().lines().filter(line -> !line.startsWith("  warning: ")))
                .hasSizeLessThanOrEqualTo(4);
        assertThat(reading.summary().lines().filter(line -> line.startsWith("  warning: ")))
                .hasSameSizeAs(reading.warnings());
        assertThat(reading.warnings())
                .singleElement()
                .asString()
                .startsWith("JWT_SECRET, ")
                .contains(" are seen by child processes and dumps; give JWT_SECRET_FILE, ");
        assertThat(reading.report()).isEmpty();
    }

    @Test
    void emptyProduction_reportsEveryMissingVariableAtOnce() {
        Reading<HarbourSettings> reading = load(Map.of("APP_ENV", "production"));

        assertThat(reading.isValid()).isFalse();
        assertThat(reading.faults())
                .extracting(Violation::path)
                .containsExactly(
                        "PUBLIC_URL",
                        "JWT_SECRET",
                        "PASSWORD_PEPPER",
                        "DATABASE_URL",
                        "DATABASE_USER",
                        "DATABASE_PASSWORD",
                        "CORS_ALLOWED_ORIGINS",
                        "ADMIN_CIDRS",
                        "STRIPE_WEBHOOK_SECRET");
        assertThat(reading.faults()).allMatch(fault -> fault.reason().equals("missing"));
        assertThat(reading.report().lines().skip(1)).allMatch(line -> line.matches("[A-Z_]+: missing; .+"));
        assertThatThrownBy(reading::settings)
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        thrown -> assertThat(thrown.violations()).isEqualTo(reading.faults()));
        assertThat(reading.evidence()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PORT | http | PORT not_a_number",
                "PORT | 65536 | PORT out_of_range",
                "HOST | http://0.0.0.0 | HOST not_a_host",
                "SERVER | netty | SERVER not_an_option",
                "PUBLIC_URL | http://harbour.example.com | PUBLIC_URL wrong_scheme",
                "PUBLIC_URL | https://user:pw@harbour.example.com | PUBLIC_URL user_info",
                "PUBLIC_URL | harbour.example.com | PUBLIC_URL not_a_url",
                "JWT_SECRET | mT0d8Jr2Q5uYxW9cV1kLZA== | JWT_SECRET weak_too_short",
                "JWT_SECRET | ++not base64++ | JWT_SECRET not_base64",
                "JWT_SECRET | AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= | JWT_SECRET weak_repeated_byte",
                "JWT_SECRET_PREVIOUS | AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= | JWT_SECRET_PREVIOUS weak_sequence",
                "PASSWORD_PEPPER | changeme | PASSWORD_PEPPER weak_placeholder",
                "DATABASE_URL | postgres://db/harbour | DATABASE_URL wrong_start",
                "REDIS_URL | http://cache:6379 | REDIS_URL wrong_scheme",
                "CORS_ALLOWED_ORIGINS | https://a.example, http://b.example | CORS_ALLOWED_ORIGINS[1] wrong_scheme",
                "CORS_ALLOWED_ORIGINS | https://a.example/ | CORS_ALLOWED_ORIGINS[0] not_an_origin",
                "CORS_ALLOWED_ORIGINS | * | CORS_ALLOWED_ORIGINS[0] not_an_origin",
                "TRUSTED_PROXIES | 10.0.0.1/8 | TRUSTED_PROXIES[0] host_bits_set",
                "TRUSTED_PROXIES | '' | TRUSTED_PROXIES missing",
                "REFRESH_GRACE_SECONDS | 0 | REFRESH_GRACE_SECONDS out_of_range",
                "REFRESH_GRACE_SECONDS | 121 | REFRESH_GRACE_SECONDS out_of_range",
                "ADMIN_CIDRS | everyone | ADMIN_CIDRS[0] malformed",
                "LOG_FORMAT | xml | LOG_FORMAT not_an_option",
                "BCRYPT_COST | 10 | BCRYPT_COST out_of_range",
                "BCRYPT_COST | 17 | BCRYPT_COST out_of_range",
                "PLAN_FREE_PER_MINUTE | 0 | PLAN_FREE_PER_MINUTE out_of_range",
                "PLAN_FREE_PER_MIN | 5 | PLAN_FREE_PER_MIN unknown_name",
                "AUTH_PER_MINUTE | many | AUTH_PER_MINUTE not_a_number",
                "DANGEROUSLY_EXPOSE_DEVELOPMENT | true | DANGEROUSLY_EXPOSE_DEVELOPMENT forbidden",
                "LOG_FORMATS | json | LOG_FORMATS unknown_name",
                "PROT | 80 | PROT unknown_name",
            })
    void oneBadVariable_isExactlyOneFault(String name, String value, String fault) {
        assertThat(faults(Variables.production(name, value))).containsExactly(fault);
    }

    @Test
    void trustedProxies_areOptionalWherePublicUrlIsHttp() {
        assertThat(faults(Map.of("PUBLIC_URL", "http://127.0.0.1:9000"))).isEmpty();
        assertThat(faults(Map.of("PUBLIC_URL", "https://harbour.test"))).containsExactly("TRUSTED_PROXIES missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "192.168.1.7", "::", "harbour.internal"})
    void developmentHostThatIsNotLoopback_isAFaultUnlessSaidSo(String host) {
        assertThat(faults(Map.of("HOST", host))).containsExactly("HOST not_loopback");
        assertThat(faults(Map.of("HOST", host, "DANGEROUSLY_EXPOSE_DEVELOPMENT", "true")))
                .isEmpty();
        assertThat(faults(Variables.production("HOST", host))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prod", "Production", "qa", "development ", "DEVELOPMENT"})
    void unknownEnvironment_countsAsProduction(String name) {
        Reading<HarbourSettings> reading = load(Variables.production("APP_ENV", name));

        assertThat(reading.profile()).isEqualTo(Profile.PRODUCTION);
        assertThat(reading.warnings()).anyMatch(warning -> warning.startsWith("APP_ENV holds an unknown name"));
        assertThat(reading.settings().profile()).isEqualTo(Profile.PRODUCTION);
    }

    @Test
    void misspelledRequiredName_isShownWithTheMissingOne() {
        Map<String, String> variables = Variables.productionWithout("JWT_SECRET");
        variables.put("JWT_SECERT", Variables.key(9, 32));

        assertThat(faults(variables)).containsExactly("JWT_SECRET missing", "JWT_SECERT unknown_name");
        assertThat(load(variables).report())
                .contains("Did you mean JWT_SECRET?")
                .doesNotContain(Variables.key(9, 32));
    }

    @Test
    void misspelledEnvironmentName_cannotMakeProductionADevelopment() {
        assertThat(faults(Map.of("APP_EVN", "production"))).containsExactly("APP_EVN unknown_name");
        assertThat(faults(Map.of("APP_ENVIRONMENT", "production"))).containsExactly("APP_ENVIRONMENT unknown_name");
    }

    @Test
    void weakKeyInDevelopment_isRefusedWhenGiven() {
        assertThat(faults(Map.of("JWT_SECRET", Variables.key(1, 16)))).containsExactly("JWT_SECRET weak_too_short");
    }

    @Test
    void evidence_namesWhatIsGenerated() {
        assertThat(load(Map.of()).evidence())
                .filteredOn(evidence -> evidence.id().equals("CONF-SECRET"))
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.isWeakened()).isTrue());
        assertThat(load(Variables.production()).evidence())
                .allMatch(evidence -> !evidence.isWeakened())
                .extracting(evidence -> evidence.id())
                .containsExactly("CONF-ENV", "CONF-PROFILE", "CONF-SECRET", "CONF-PLACEHOLDER");
    }
}
