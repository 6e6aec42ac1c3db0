package io.seaworthy.examples.harbour;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.seaworthy.auth.apikey.ApiKeys;
import io.seaworthy.auth.apikey.JdbcApiKeyStore;
import io.seaworthy.auth.password.JdbcResetStore;
import io.seaworthy.auth.password.PasswordPolicy;
import io.seaworthy.auth.password.PasswordResets;
import io.seaworthy.auth.password.Passwords;
import io.seaworthy.auth.refresh.RefreshTokens;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.Revocations;
import io.seaworthy.auth.token.TokenClaims;
import io.seaworthy.auth.token.WhenStale;
import io.seaworthy.auth.webhook.JdbcReplayStore;
import io.seaworthy.auth.webhook.ReplayStore;
import io.seaworthy.auth.webhook.StripeSignatures;
import io.seaworthy.config.Reading;
import io.seaworthy.examples.harbour.data.Account;
import io.seaworthy.examples.harbour.data.Accounts;
import io.seaworthy.examples.harbour.data.Notes;
import io.seaworthy.examples.harbour.data.Outbox;
import io.seaworthy.examples.harbour.server.WebServer;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.readiness.EvidenceSource;
import io.seaworthy.kernel.readiness.Readiness;
import io.seaworthy.kernel.readiness.ReadinessReport;
import io.seaworthy.logging.LoggingEvents;
import io.seaworthy.logging.SecurityEvents;
import io.seaworthy.logging.logback.LogbackSetup;
import io.seaworthy.operations.Health;
import io.seaworthy.operations.MeterEvents;
import io.seaworthy.operations.ResourceMeters;
import io.seaworthy.operations.Shutdown;
import io.seaworthy.protection.AuditTrail;
import io.seaworthy.protection.Hkdf;
import io.seaworthy.ratelimit.LoginProtection;
import io.seaworthy.ratelimit.Quota;
import io.seaworthy.sanitize.InputEvidence;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything between the storage and the routes: made once, used by endpoints and guards. */
final class Services {

    static final String AUDIENCE = "harbour-api";
    static final String KEY_PREFIX = "hbk";

    private static final Duration ACCESS_LIFETIME = Duration.ofMinutes(10);
    private static final int REMEMBERED_TOKENS = 10_000;
    private static final Duration IN_FLIGHT = Duration.ofSeconds(10);
    private static final Duration CHECK = Duration.ofSeconds(2);
    private static final long MIN_FREE_BYTES = 64L * 1024 * 1024;

    /** Shorter than the fifteen of NIST SP 800-63B for a password alone; the readiness report says so. */
    private static final int MIN_PASSWORD = 12;

    final InstantSource clock = InstantSource.system();
    final PrometheusMeterRegistry meters;
    final Events events;
    final Storage storage;
    final Accounts accounts;
    final Notes notes;
    final Outbox outbox = new Outbox();
    final Plans plans;
    final Journal journal;
    final AccessTokens access;
    final RefreshTokens refresh;
    final Passwords passwords;
    final PasswordPolicy passwordPolicy = PasswordPolicy.builder()
            .minLength(MIN_PASSWORD)
            .serviceWords("harbour", "seaworthy")
            .build();
    final PasswordResets resets;
    final ApiKeys apiKeys;
    final LoginProtection logins;
    final LoginProtection resetRequests;
    final StripeSignatures stripe;
    final ReplayStore replays;
    final Health health;

    private final Shutdown shutdown;
    private final List<EvidenceSource> evidence = new ArrayList<>();
    private @Nullable Readiness readiness;

    private Services(
            Reading<HarbourSettings> reading,
            LogbackSetup logs,
            PrometheusMeterRegistry meters,
            Events events,
            SecretRotation rotation,
            Storage storage,
            AuditTrail audit,
            WebServer server,
            URI publicUrl) {
        HarbourSettings settings = reading.settings();
        this.meters = meters;
        this.events = events;
        this.storage = storage;
        var database = storage.pool().dataSource();
        accounts = new Accounts(database);
        notes = new Notes(database);
        plans = new Plans(accounts, settings.plansPerMinute().keySet());
        journal = new Journal(audit);

        Revocations revocations = Revocations.following(storage.sessions().revocationLog(), WhenStale.REFUSE_TOKENS)
                .interval(Duration.ofMillis(500))
                .events(events)
                .start();
        access = AccessTokens.issuer(publicUrl.toString())
                .audience(AUDIENCE)
                .clientId("harbour-web")
                .keys(rotation.signingKeys())
                .lifetime(ACCESS_LIFETIME)
                .revocations(revocations)
                .rememberVerified(REMEMBERED_TOKENS)
                .build();
        refresh = RefreshTokens.builder(access, storage.sessions())
                .grace(Duration.ofSeconds(settings.refreshGraceSeconds()))
                .claims(this::claims)
                .events(events)
                .build();
        passwords = Passwords.builder(settings.passwordPepper())
                .cost(settings.bcryptCost())
                .events(events)
                .build();
        resets = PasswordResets.of(JdbcResetStore.of(database).createSchema());
        apiKeys = ApiKeys.builder(
                        JdbcApiKeyStore.of(database).createSchema(), "notes:read", "notes:write", "uploads:write")
                .prefix(KEY_PREFIX)
                .events(events)
                .build();
        logins = LoginProtection.builder(storage.limits())
                .failuresPerPair(Quota.of(10).per(Duration.ofMinutes(1)))
                .failuresPerAddress(Quota.of(settings.authPerMinute()).per(Duration.ofMinutes(1)))
                .pseudonymKey(derive(settings, "harbour login pseudonyms v1"))
                .events(events)
                .build();
        // Asking for a reset is no failure: it is limited, and locks nobody out.
        resetRequests = LoginProtection.builder(storage.limits())
                .withoutCeiling()
                .pseudonymKey(derive(settings, "harbour login pseudonyms v1"))
                .events(events)
                .build();
        stripe = StripeSignatures.of(settings.stripeWebhookSecret());
        replays = JdbcReplayStore.of(database).createSchema();

        ResourceMeters resources = ResourceMeters.of(meters, Path.of("").toAbsolutePath(), MIN_FREE_BYTES);
        Housekeeping housekeeping =
                new Housekeeping(refresh::purge, resets::purge, apiKeys::purge, () -> replays.purge(clock.instant()));
        shutdown = Shutdown.builder()
                .drainDelay(settings.drainDelay().duration())
                .inFlightDeadline(IN_FLIGHT)
                .close("server", () -> server.stop(Duration.ZERO))
                .close("health", this::closeHealth)
                .close("housekeeping", housekeeping)
                .close("revocations", revocations)
                .close("secrets", rotation)
                .close("storage", storage)
                .close("audit trail", audit)
                .close("resource meters", resources)
                .build();
        health = Health.builder()
                .ready("database", CHECK, storage.pool().healthCheck())
                .ready("disk", CHECK, resources.diskCheck())
                .draining(shutdown::isDraining)
                .build();
        evidence.addAll(List.of(
                reading,
                logs,
                storage.pool(),
                storage.limits(),
                audit,
                revocations,
                access,
                refresh,
                passwords,
                passwordPolicy,
                resets,
                apiKeys,
                logins,
                stripe,
                resources,
                health,
                InputEvidence.sql("prepared statements only"),
                InputEvidence.validation("Email, Title, LocalRedirect, PublicHttpUrl, SafeFileName")));
    }

    static Services open(Reading<HarbourSettings> reading, LogbackSetup logs, WebServer server, URI publicUrl) {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Events events = SecurityEvents.typed(
                MeterEvents.of(meters).and(LoggingEvents.create()).and(Logs.alerts()));
        SecretRotation rotation = SecretRotation.follow(reading, meters);
        try {
            Storage storage = Storage.open(reading.settings(), rotation.database(), meters, events);
            AuditTrail audit = Harbour.auditFiles(reading).open();
            return new Services(reading, logs, meters, events, rotation, storage, audit, server, publicUrl);
        } catch (RuntimeException e) {
            rotation.close();
            throw e;
        }
    }

    private void closeHealth() {
        health.close();
    }

    private static Secret derive(HarbourSettings settings, String label) {
        return Hkdf.derive(settings.jwtSecret(), label, 32);
    }

    private @Nullable TokenClaims claims(String subject) {
        Account account = accounts.byId(subject);
        return account == null ? null : TokenClaims.ofRoles(account.roles());
    }

    Shutdown shutdown() {
        return shutdown;
    }

    void prove(EvidenceSource... sources) {
        evidence.addAll(List.of(sources));
    }

    /** Ends the collection of evidence: the server, which has its chain's too, is the last that has some. */
    void report(WebServer server) {
        prove(server);
        readiness = Readiness.of(evidence.toArray(EvidenceSource[]::new));
    }

    ReadinessReport readiness() {
        return Objects.requireNonNull(readiness, "report(chain) comes first").report();
    }
}
