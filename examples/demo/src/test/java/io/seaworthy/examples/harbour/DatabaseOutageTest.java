package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.examples.harbour.Client.Answer;
import io.seaworthy.examples.harbour.Client.Session;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The database goes away while Harbour serves: requests that need it are told so after one wait for a connection. */
@Timeout(120)
class DatabaseOutageTest {

    /** What the pool lets a caller wait. */
    private static final Duration WAIT = Duration.ofSeconds(3);

    /** The pool trusts a connection used half a second ago, Harbour a plan that it read a second ago. */
    private static final Duration TRUST = Duration.ofMillis(1_200);

    private static Duration time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Harbour start(String url, int port, Relay relay) {
        Map<String, String> settings = Deployment.JDK_POSTGRESQL_REDIS.settings();
        settings.put("DATABASE_URL", url.replace(":" + port + "/", ":" + relay.port() + "/"));
        settings.put("SESSION_STORE", "redis");
        return Harbour.start(settings);
    }

    private static void assertUnavailable(Answer answer) {
        answer.isProblem(503, "overloaded");
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    @Test
    void planAndAccount_waitForOneTimeOutTogether() throws Exception {
        String url = Deployment.database("outage");
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        try (Relay relay = Relay.to(port);
                Harbour harbour = start(url, port, relay)) {
            Client client = new Client(harbour.port());
            Session session = client.session();
            client.get("/api/me").as(session).send().isStatus(200);

            relay.cut();
            Thread.sleep(TRUST.toMillis());

            Runnable ask =
                    () -> assertUnavailable(client.get("/api/me").as(session).send());
            assertThat(time(ask)).isBetween(WAIT.dividedBy(2), WAIT.plus(WAIT.dividedBy(2)));
            assertThat(time(ask)).as("while the failure is remembered").isLessThan(WAIT.dividedBy(2));
        }
    }
}
