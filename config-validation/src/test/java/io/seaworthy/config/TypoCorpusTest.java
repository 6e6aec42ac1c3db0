package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Slips of every kind in every name: the first suggestion is the right one in 95 of 100. */
class TypoCorpusTest {

    static final List<String> NAMES = List.of(
            "PUBLIC_URL",
            "JWT_SECRET",
            "PASSWORD_PEPPER",
            "DATABASE_URL",
            "DATABASE_USER",
            "DATABASE_PASSWORD",
            "REDIS_URL",
            "CORS_ALLOWED_ORIGINS",
            "TRUSTED_PROXIES",
            "REFRESH_GRACE_SECONDS",
            "ADMIN_CIDRS",
            "STRIPE_WEBHOOK_SECRET",
            "LOG_FORMAT",
            "BCRYPT_COST",
            "AUTH_PER_MINUTE",
            "DANGEROUSLY_EXPOSE_DEVELOPMENT",
            "SERVER");

    /** One slip of a kind from 0 to 10. */
    static String slip(String name, int kind, Random random) {
        int at = 1 + random.nextInt(name.length() - 2);
        char letter = (char) ('A' + random.nextInt(26));
        return switch (kind) {
            case 0 -> name.substring(0, at) + name.charAt(at + 1) + name.charAt(at) + name.substring(at + 2);
            case 1 -> name.substring(0, at) + name.substring(at + 1);
            case 2 -> name.substring(0, at) + letter + name.substring(at);
            case 3 -> name.substring(0, at) + letter + name.substring(at + 1);
            case 4 -> name.replaceFirst("_", "__");
            case 5 -> name.replaceFirst("_", "");
            case 6 -> name.replace('_', '-');
            case 7 -> name.toLowerCase(java.util.Locale.ROOT);
            case 9 ->
                name.contains("_")
                        ? name.substring(0, name.indexOf('_')) + letter + name.substring(name.indexOf('_'))
                        : name + letter;
            case 10 -> name.length() > 8 ? name.substring(0, name.length() - 3) : name;
            default -> name.endsWith("S") ? name.substring(0, name.length() - 1) : name + "S";
        };
    }

    @Test
    void firstSuggestion_isRight() {
        long seed = 95;
        Random random = new Random(seed);
        int runs = Boolean.getBoolean("seaworthy.long") ? 50_000 : 2_000;
        int asked = 0;
        int right = 0;
        List<String> misses = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            String given = slip(name, run % 9, random);
            if (given.equals(name) || NAMES.contains(given)) {
                continue;
            }
            asked++;
            String wanted = "Did you mean " + name + "?";
            boolean found = Environment.of(Map.of(given, "x")).load(HarbourSettings.class).faults().stream()
                    .anyMatch(fault -> fault.path().equals(given) && wanted.equals(fault.hint()));
            right += found ? 1 : 0;
            if (!found && misses.size() < 20) {
                misses.add(given);
            }
        }
        System.out.println("TypoCorpusTest seed " + seed + ": " + right + " of " + asked + " right; missed " + misses);
        assertThat(right * 100L).isGreaterThanOrEqualTo(asked * 95L);
    }
}
