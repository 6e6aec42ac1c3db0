package io.seaworthy.examples.harbour;

import static io.seaworthy.config.Profile.DEVELOPMENT;
import static io.seaworthy.config.Profile.PRODUCTION;
import static io.seaworthy.config.Profile.STAGING;

import io.seaworthy.config.Base64;
import io.seaworthy.config.Default;
import io.seaworthy.config.Doc;
import io.seaworthy.config.Env;
import io.seaworthy.config.ForbiddenIn;
import io.seaworthy.config.GeneratedIn;
import io.seaworthy.config.Host;
import io.seaworthy.config.MinBytes;
import io.seaworthy.config.Origin;
import io.seaworthy.config.Profile;
import io.seaworthy.config.Range;
import io.seaworthy.config.RequiredIn;
import io.seaworthy.config.Rules;
import io.seaworthy.config.Schemes;
import io.seaworthy.config.Sensitive;
import io.seaworthy.config.StartsWith;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.net.CidrSet;
import io.seaworthy.kernel.net.IpAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that Harbour is told from outside, validated before anything starts. */
public record HarbourSettings(
        @Env("APP_ENV") @Default("development") @Doc("Where it runs; an unknown name counts as production.")
        Profile profile,

        @Env("SERVER") @Default("jdk") @Doc("The HTTP server.")
        ServerKind server,

        @Env("HOST") @Host @Default("127.0.0.1") @Doc("The address to listen on.")
        String host,

        @Env("PORT") @Default("8080") @Range(min = 0, max = 65535) @Doc("The port to listen on; 0 picks a free one.")
        int port,

        @Env("PUBLIC_URL")
        @RequiredIn({STAGING, PRODUCTION})
        @Schemes({"http", "https"})
        @Schemes(
                value = "https",
                in = {STAGING, PRODUCTION})
        @Doc("Where users find the service; http://HOST:PORT in development.")
        Optional<URI> publicUrl,

        @Env("JWT_SECRET") @Base64 @MinBytes(32) @GeneratedIn(DEVELOPMENT) @Doc("Signs access and refresh tokens.")
        Secret jwtSecret,

        @Env("JWT_SECRET_PREVIOUS")
        @Base64
        @MinBytes(32)
        @Doc("The key before the last rotation; still verifies and refreshes.")
        Optional<Secret> jwtSecretPrevious,

        @Env("PASSWORD_PEPPER")
        @Base64(orText = true)
        @MinBytes(32)
        @GeneratedIn(DEVELOPMENT)
        @Doc("Mixed into every password before it is hashed.")
        Secret passwordPepper,

        @Env("DATABASE_URL")
        @RequiredIn({STAGING, PRODUCTION})
        @StartsWith("jdbc:postgresql:")
        @Sensitive
        @Doc("The database; an embedded one in development.")
        Optional<String> databaseUrl,

        @Env("DATABASE_USER") @RequiredIn({STAGING, PRODUCTION}) @Doc("The database's user.")
        Optional<String> databaseUser,

        @Env("DATABASE_PASSWORD") @RequiredIn({STAGING, PRODUCTION}) @Doc("The database's password.")
        Optional<Secret> databasePassword,

        @Env("REDIS_URL")
        @Schemes({"redis", "rediss"})
        @Sensitive
        @Doc("Shares rate limits between nodes; in process where it is not given.")
        Optional<URI> redisUrl,

        @Env("SESSION_STORE") @Default("database") @Doc("Where sessions are kept: in the database or in Redis.")
        SessionStore sessionStore,

        @Env("CORS_ALLOWED_ORIGINS")
        @Origin
        @Default("http://localhost:5173")
        @RequiredIn({STAGING, PRODUCTION})
        @Schemes({"http", "https"})
        @Schemes(
                value = "https",
                in = {STAGING, PRODUCTION})
        @Doc("The web origins that may call the API from a browser, comma-separated.")
        List<String> corsAllowedOrigins,

        @Env("TRUSTED_PROXIES") @Doc("The proxies whose forwarding headers count, as CIDRs.")
        CidrSet trustedProxies,

        @Env("REFRESH_GRACE_SECONDS")
        @Default("30")
        @Range(min = 1, max = 120)
        @Doc("How long the last refresh token may be presented again.")
        int refreshGraceSeconds,

        @Env("ADMIN_CIDRS")
        @Default("127.0.0.0/8,::1/128")
        @RequiredIn({STAGING, PRODUCTION})
        @Doc("From where the admin area and the metrics may be called.")
        CidrSet adminCidrs,

        @Env("STRIPE_WEBHOOK_SECRET")
        @GeneratedIn(value = DEVELOPMENT, prefix = "whsec_")
        @Doc("Verifies Stripe's webhooks.")
        Secret stripeWebhookSecret,

        @Env("LOG_FORMAT")
        @Default("text")
        @Default(
                value = "json",
                in = {STAGING, PRODUCTION})
        @Doc("How log events are written; json is ECS.")
        LogFormat logFormat,

        @Env("BCRYPT_COST") @Default("12") @Range(min = 12, max = 16) @Doc("The logarithm of bcrypt's rounds.")
        int bcryptCost,

        @Env("PLAN_<NAME>_PER_MINUTE")
        @Default("anonymous=60,free=120,premium=1200,enterprise=12000")
        @Range(min = 1, max = 1_000_000)
        @Doc("The requests a minute of a plan.")
        Map<String, Integer> plansPerMinute,

        @Env("AUTH_PER_MINUTE")
        @Default("30")
        @Range(min = 1, max = 1_000_000)
        @Doc("The requests a minute to POST /auth/* from one address.")
        int authPerMinute,

        @Env("DRAIN_DELAY")
        @Default("0s")
        @Default(
                value = "5s",
                in = {STAGING, PRODUCTION})
        @Doc("How long requests are still accepted after SIGTERM, while readiness says 503; 5s, or 5.")
        DrainDelay drainDelay,

        @Env("AUDIT_FILE") @Doc("The audit trail's file; by default one in the working directory, named by its key.")
        Optional<String> auditFile,

        @Env("DANGEROUSLY_EXPOSE_DEVELOPMENT")
        @Default("false")
        @ForbiddenIn({STAGING, PRODUCTION})
        @Doc("Lets development listen on an address that others reach; the outbox is public there.")
        boolean dangerouslyExposeDevelopment) {

    /** The servers that Harbour runs on. */
    public enum ServerKind {
        JDK,
        SERVLET
    }

    /** Where sessions can be kept. */
    public enum SessionStore {
        DATABASE,
        REDIS
    }

    /** The shapes of log lines. */
    public enum LogFormat {
        TEXT,
        JSON
    }

    public boolean isDevelopment() {
        return profile == DEVELOPMENT;
    }

    static void rules(Rules rules) {
        if (rules.profile() == DEVELOPMENT) {
            boolean exposed =
                    rules.value("DANGEROUSLY_EXPOSE_DEVELOPMENT", Boolean.class).orElse(false);
            rules.value("HOST", String.class)
                    .filter(host -> !exposed && !isLoopback(host))
                    .ifPresent(host -> rules.fault(
                            "HOST",
                            "not_loopback",
                            "an address of this machine only, such as 127.0.0.1, in development",
                            "The outbox would be public; set APP_ENV, or DANGEROUSLY_EXPOSE_DEVELOPMENT=true"));
        }
        checkStripeSecret(rules);
        rules.value("SESSION_STORE", SessionStore.class)
                .filter(store -> store == SessionStore.REDIS)
                .ifPresent(store -> rules.require("REDIS_URL", "SESSION_STORE is redis"));
        rules.value("TRUSTED_PROXIES", CidrSet.class)
                .filter(proxies -> proxies.networks().stream().anyMatch(network -> network.bits() == 0))
                .ifPresent(proxies -> rules.fault(
                        "TRUSTED_PROXIES",
                        "everybody",
                        "the networks of your own proxies",
                        "A network of length 0 would let every client forge its address"));
        rules.value("PUBLIC_URL", URI.class)
                .filter(url ->
                        !url.getRawPath().matches("/?") || url.getRawQuery() != null || url.getFragment() != null)
                .ifPresent(url -> rules.fault(
                        "PUBLIC_URL",
                        "not_an_origin",
                        "scheme, host and port only, such as https://app.example.com",
                        "The service answers at the root; leave out path, query and fragment"));
        rules.value("PUBLIC_URL", URI.class)
                .filter(url -> "https".equals(url.getScheme()))
                .ifPresent(url -> rules.require(
                        "TRUSTED_PROXIES", "PUBLIC_URL is https and this server speaks http: a proxy is in between"));
    }

    private static void checkStripeSecret(Rules rules) {
        rules.value("STRIPE_WEBHOOK_SECRET", Secret.class)
                .filter(secret -> secret.length() < 16)
                .ifPresent(secret -> rules.fault(
                        "STRIPE_WEBHOOK_SECRET",
                        "too_short",
                        "the signing secret of a webhook endpoint, 16 bytes or more",
                        "Copy it from Stripe's dashboard"));
    }

    private static boolean isLoopback(String host) {
        IpAddress address = IpAddress.parse(host);
        return host.equals("localhost")
                || (address != null && CidrSet.of("127.0.0.0/8", "::1/128").contains(address));
    }
}
