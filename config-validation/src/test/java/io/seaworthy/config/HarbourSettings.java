package io.seaworthy.config;

import static io.seaworthy.config.Profile.DEVELOPMENT;
import static io.seaworthy.config.Profile.PRODUCTION;
import static io.seaworthy.config.Profile.STAGING;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.net.CidrSet;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole service's settings: the record that the tests of this module read. */
record HarbourSettings(
        @Env("APP_ENV") @Doc("The environment.") Profile profile,

        @Env("SERVER") @Default("jdk") @Doc("The server it runs on.")
        Server server,

        @Env("HOST") @Default("127.0.0.1") @Host @Doc("The address to listen on.")
        String host,

        @Env("PORT") @Default("8080") @Range(min = 0, max = 65_535) @Doc("The port; 0 picks a free one.")
        int port,

        @Env("PUBLIC_URL")
        @RequiredIn({STAGING, PRODUCTION})
        @Default("http://127.0.0.1:${PORT}")
        @Schemes({"http", "https"})
        @Schemes(
                value = "https",
                in = {STAGING, PRODUCTION})
        @Doc("Where clients find the service.")
        URI publicUrl,

        @Env("JWT_SECRET")
        @RequiredIn({STAGING, PRODUCTION})
        @GeneratedIn(DEVELOPMENT)
        @Base64
        @MinBytes(32)
        @Doc("Signs access tokens.")
        Secret jwtSecret,

        @Env("JWT_SECRET_PREVIOUS") @Base64 @MinBytes(32) @Doc("Verified until the rotation is over.")
        Optional<Secret> jwtSecretPrevious,

        @Env("PASSWORD_PEPPER")
        @RequiredIn({STAGING, PRODUCTION})
        @GeneratedIn(DEVELOPMENT)
        @Base64(orText = true)
        @MinBytes(32)
        Secret passwordPepper,

        @Env("DATABASE_URL")
        @RequiredIn({STAGING, PRODUCTION})
        @Default("jdbc:h2:mem:harbour")
        @StartsWith({"jdbc:postgresql:", "jdbc:h2:"})
        @Sensitive
        String databaseUrl,

        @Env("DATABASE_USER") @RequiredIn({STAGING, PRODUCTION})
        Optional<String> databaseUser,

        @Env("DATABASE_PASSWORD") @RequiredIn({STAGING, PRODUCTION})
        Optional<Secret> databasePassword,

        @Env("REDIS_URL") @Schemes({"redis", "rediss"}) @Sensitive
        Optional<URI> redisUrl,

        @Env("CORS_ALLOWED_ORIGINS")
        @RequiredIn({STAGING, PRODUCTION})
        @Default("http://localhost:5173")
        @Origin
        @Schemes({"http", "https"})
        @Schemes(
                value = "https",
                in = {STAGING, PRODUCTION})
        List<String> corsAllowedOrigins,

        @Env("TRUSTED_PROXIES") CidrSet trustedProxies,

        @Env("REFRESH_GRACE_SECONDS") @Default("30") @Range(min = 1, max = 120)
        int refreshGraceSeconds,

        @Env("ADMIN_CIDRS") @RequiredIn({STAGING, PRODUCTION}) @Default("127.0.0.0/8,::1/128")
        CidrSet adminCidrs,

        @Env("STRIPE_WEBHOOK_SECRET")
        @RequiredIn({STAGING, PRODUCTION})
        @GeneratedIn(value = DEVELOPMENT, prefix = "whsec_")
        Secret stripeWebhookSecret,

        @Env("LOG_FORMAT") @Default("text") @Default(value = "json", in = PRODUCTION)
        LogFormat logFormat,

        @Env("BCRYPT_COST") @Default("12") @Range(min = 12, max = 16)
        int bcryptCost,

        @Env("PLAN_<NAME>_PER_MINUTE")
        @Default("anonymous=60,free=120,premium=1200,enterprise=12000")
        @Range(min = 1, max = Integer.MAX_VALUE)
        Map<String, Integer> plansPerMinute,

        @Env("AUTH_PER_MINUTE") @Default("30") @Range(min = 1, max = Integer.MAX_VALUE)
        int authPerMinute,

        @Env("DANGEROUSLY_EXPOSE_DEVELOPMENT") @Default("false") @ForbiddenIn({STAGING, PRODUCTION})
        boolean dangerouslyExposeDevelopment) {

    enum Server {
        JDK,
        SERVLET
    }

    enum LogFormat {
        TEXT,
        JSON
    }

    static void rules(Rules rules) {
        rules.value("PUBLIC_URL", URI.class)
                .filter(url -> "https".equals(url.getScheme()))
                .ifPresent(url ->
                        rules.require("TRUSTED_PROXIES", "PUBLIC_URL is https and the server itself speaks http"));
        boolean exposed =
                rules.value("DANGEROUSLY_EXPOSE_DEVELOPMENT", Boolean.class).orElse(false);
        String host = rules.value("HOST", String.class).orElse("127.0.0.1");
        boolean loopback = host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
        if (rules.profile() == DEVELOPMENT && !loopback && !exposed) {
            rules.fault(
                    "HOST",
                    "not_loopback",
                    "127.0.0.1, ::1 or localhost in development",
                    "The outbox is public; DANGEROUSLY_EXPOSE_DEVELOPMENT=true if that is meant");
        }
    }
}
