package io.seaworthy.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.seaworthy.kernel.Rotating;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a pool is asked to be, and whether that is wise. */
final class PoolOptions {

    private static final Duration LEAST_WAIT = Duration.ofMillis(250);
    private static final Duration LEAST_LEAK = Duration.ofSeconds(2);
    private static final Duration LEAST_LIFE = Duration.ofSeconds(30);
    private static final Duration WISE_WAIT = Duration.ofSeconds(10);
    private static final int WISE_SIZE = 50;

    final Once once = new Once("ConnectionPool");
    final String name;
    final String url;
    final Rotating<DatabaseCredentials> credentials;
    int maxSize = 10;
    Duration connectionTimeout = Duration.ofSeconds(3);
    Duration validationTimeout = Duration.ofSeconds(1);
    Duration maxLifetime = Duration.ofMinutes(30);
    Duration keepalive = Duration.ofMinutes(2);
    Duration leakDetection = Duration.ofSeconds(30);

    @Nullable
    MeterRegistry registry;

    PoolOptions(String name, String url, Rotating<DatabaseCredentials> credentials) {
        this.name = Objects.requireNonNull(name, "name");
        this.url = Objects.requireNonNull(url, "jdbcUrl");
        this.credentials = Objects.requireNonNull(credentials, "credentials");
    }

    void validate() {
        once.text("name", name, 64);
        // The value stays out of the fault: it may hold the very password that is refused.
        once.faults().check(url.startsWith("jdbc:"), "jdbcUrl", null, "malformed", "a URL that begins with jdbc:");
        once.faults()
                .check(
                        !holdsPassword(url),
                        "jdbcUrl",
                        null,
                        "secret_in_url",
                        "a URL without user information and password; give them as credentials");
        once.between("maxSize", maxSize, 1, 500);
        once.between("connectionTimeout", connectionTimeout, LEAST_WAIT, Duration.ofMinutes(1));
        once.between("validationTimeout", validationTimeout, LEAST_WAIT, connectionTimeout);
        once.between("maxLifetime", maxLifetime, LEAST_LIFE, Duration.ofHours(24));
        once.between("keepalive", keepalive, LEAST_LIFE, maxLifetime);
        if (!leakDetection.isZero()) {
            once.between("leakDetection", leakDetection, LEAST_LEAK, maxLifetime);
        }
        once.faults().throwIfAny();
    }

    private static boolean holdsPassword(String url) {
        String lower = url.toLowerCase(Locale.ROOT);
        int authority = lower.indexOf("//");
        boolean userInfo = authority >= 0
                && lower.substring(authority + 2).split("[/?;]", 2)[0].contains("@");
        return userInfo || lower.contains("password=") || lower.contains("pwd=");
    }

    List<String> weaknesses() {
        List<String> found = new ArrayList<>();
        if (leakDetection.isZero()) {
            found.add("leak detection is off");
        }
        if (connectionTimeout.compareTo(WISE_WAIT) > 0) {
            found.add("callers wait for a connection longer than clients wait for an answer");
        }
        if (maxSize > WISE_SIZE) {
            found.add("more than " + WISE_SIZE + " connections from one instance");
        }
        return found;
    }
}
