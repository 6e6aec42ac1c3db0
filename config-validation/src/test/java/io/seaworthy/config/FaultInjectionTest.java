package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any number of faults together are exactly these faults: none hides another, none brings another along. */
class FaultInjectionTest {

    private record Fault(String name, String value, String expected) {}

    private static final List<Fault> FAULTS = List.of(
            new Fault("SERVER", "tomcat", "SERVER not_an_option"),
            new Fault("HOST", "a b", "HOST not_a_host"),
            new Fault("PORT", "eighty", "PORT not_a_number"),
            new Fault("PUBLIC_URL", "http://a.example", "PUBLIC_URL wrong_scheme"),
            new Fault("JWT_SECRET", "", "JWT_SECRET missing"),
            new Fault("JWT_SECRET_PREVIOUS", "short", "JWT_SECRET_PREVIOUS not_base64"),
            new Fault("PASSWORD_PEPPER", "password", "PASSWORD_PEPPER weak_placeholder"),
            new Fault("DATABASE_URL", "mysql://db", "DATABASE_URL wrong_start"),
            new Fault("DATABASE_USER", "", "DATABASE_USER missing"),
            new Fault("DATABASE_PASSWORD_FILE", "/nowhere", "DATABASE_PASSWORD given_twice"),
            new Fault("REDIS_URL", "cache:6379", "REDIS_URL not_a_url"),
            new Fault("CORS_ALLOWED_ORIGINS", "null", "CORS_ALLOWED_ORIGINS[0] not_an_origin"),
            new Fault("TRUSTED_PROXIES", "10/8", "TRUSTED_PROXIES[0] malformed"),
            new Fault("REFRESH_GRACE_SECONDS", "0", "REFRESH_GRACE_SECONDS out_of_range"),
            new Fault("ADMIN_CIDRS", "", "ADMIN_CIDRS missing"),
            new Fault("STRIPE_WEBHOOK_SECRET", "", "STRIPE_WEBHOOK_SECRET missing"),
            new Fault("LOG_FORMAT", "JSON", "LOG_FORMAT not_an_option"),
            new Fault("BCRYPT_COST", "4", "BCRYPT_COST out_of_range"),
            new Fault("PLAN_GOLD_PER_MINUTE", "-1", "PLAN_GOLD_PER_MINUTE out_of_range"),
            new Fault("AUTH_PER_MINUTE", "1e3", "AUTH_PER_MINUTE not_a_number"),
            new Fault("DANGEROUSLY_EXPOSE_DEVELOPMENT", "true", "DANGEROUSLY_EXPOSE_DEVELOPMENT forbidden"));

    @Test
    void injectedFaults_areExactlyTheReportedOnes() {
        long seed = 6_006;
        System.out.println("FaultInjectionTest seed " + seed);
        Random random = new Random(seed);
        int runs = Boolean.getBoolean("seaworthy.long") ? 10_000 : 500;
        for (int run = 0; run < runs; run++) {
            List<Fault> chosen = new ArrayList<>(FAULTS);
            Collections.shuffle(chosen, random);
            chosen = chosen.subList(0, 1 + random.nextInt(FAULTS.size()));
            Map<String, String> variables = new LinkedHashMap<>(Variables.production());
            chosen.forEach(fault -> variables.put(fault.name(), fault.value()));

            Reading<HarbourSettings> reading = Environment.of(variables).load(HarbourSettings.class);

            assertThat(reading.faults())
                    .extracting(fault -> fault.path() + " " + fault.reason())
                    .containsExactlyInAnyOrderElementsOf(
                            chosen.stream().map(Fault::expected).toList());
        }
    }
}
