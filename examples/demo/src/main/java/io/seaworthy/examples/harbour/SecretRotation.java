package io.seaworthy.examples.harbour;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.config.Reading;
import io.seaworthy.config.secrets.SecretSnapshot;
import io.seaworthy.config.secrets.SecretSourceException;
import io.seaworthy.config.secrets.SecretWatch;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.Secret;
import io.seaworthy.operations.DatabaseCredentials;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that change while Harbour runs, where they were given as files: the signing keys and the database's password.
 * The others (the pepper is in every stored hash) take a restart.
 */
final class SecretRotation implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofMillis(500);

    private final SecretWatch watch;
    private final HarbourSettings settings;

    private SecretRotation(SecretWatch watch, HarbourSettings settings) {
        this.watch = watch;
        this.settings = settings;
    }

    static SecretRotation follow(Reading<HarbourSettings> reading, MeterRegistry meters) {
        SecretWatch watch;
        try {
            watch = reading.watch(PERIOD);
        } catch (SecretSourceException gone) {
            throw new IllegalStateException("A secret's file went away during the start", gone);
        }
        Gauge.builder("secrets.age", watch, w -> w.age().toMillis() / 1000.0)
                .description("How long ago the files of secrets were read without a problem")
                .baseUnit("seconds")
                .register(meters);
        return new SecretRotation(watch, reading.settings());
    }

    Rotating<SigningKeys> signingKeys() {
        return watch.map(new Keys());
    }

    Rotating<DatabaseCredentials> database() {
        String user = settings.databaseUser().orElse("sa");
        return watch.map(secrets -> {
            Secret password = find(secrets, "DATABASE_PASSWORD");
            return new DatabaseCredentials(user, password == null ? Secret.ofUtf8("") : password);
        });
    }

    private static @Nullable Secret find(SecretSnapshot secrets, String name) {
        return secrets.names().contains(name) ? secrets.secret(name) : null;
    }

    @Override
    public void close() {
        watch.close();
    }

    /** Who replaces only JWT_SECRET means the one before to verify for the time being. Called by one thread at a time. */
    private static final class Keys implements java.util.function.Function<SecretSnapshot, SigningKeys> {

        private @Nullable Secret current;
        private @Nullable Secret before;

        @Override
        public SigningKeys apply(SecretSnapshot secrets) {
            Secret next = secrets.secret("JWT_SECRET");
            if (current != null && !current.matches(next)) {
                before = current;
            }
            current = next;
            Secret previous = find(secrets, "JWT_SECRET_PREVIOUS");
            previous = previous == null || previous.matches(next) ? before : previous;
            return SigningKeys.rotating(next, previous != null && previous.matches(next) ? null : previous);
        }
    }
}
