package io.seaworthy.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Environments for tests. */
final class Variables {

    private Variables() {}

    /** Base64 of random bytes from a seed. */
    static String key(long seed, int bytes) {
        byte[] key = new byte[bytes];
        new Random(seed).nextBytes(key);
        return java.util.Base64.getEncoder().encodeToString(key);
    }

    /** Everything that production asks for. */
    static Map<String, String> production() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("APP_ENV", "production");
        variables.put("PUBLIC_URL", "https://harbour.example.com");
        variables.put("JWT_SECRET", key(1, 32));
        variables.put("PASSWORD_PEPPER", key(2, 32));
        variables.put("DATABASE_URL", "jdbc:postgresql://db/harbour");
        variables.put("DATABASE_USER", "harbour");
        variables.put("DATABASE_PASSWORD", key(3, 18));
        variables.put("CORS_ALLOWED_ORIGINS", "https://app.example.com, https://admin.example.com");
        variables.put("TRUSTED_PROXIES", "10.0.0.0/8");
        variables.put("ADMIN_CIDRS", "10.1.0.0/16");
        variables.put("STRIPE_WEBHOOK_SECRET", "whsec_" + key(4, 24));
        return variables;
    }

    static Map<String, String> production(String name, String value) {
        Map<String, String> variables = production();
        variables.put(name, value);
        return variables;
    }

    static Map<String, String> productionWithout(String name) {
        Map<String, String> variables = production();
        variables.remove(name);
        return variables;
    }
}
