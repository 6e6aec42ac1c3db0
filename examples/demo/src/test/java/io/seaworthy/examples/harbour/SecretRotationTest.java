package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.examples.harbour.Client.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that were given as files change there; Harbour takes the new ones and keeps serving. */
@Timeout(120)
class SecretRotationTest {

    @TempDir
    Path secrets;

    private static String newKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private Path write(String name, String text) throws Exception {
        Path next = Files.writeString(secrets.resolve(".next"), text + "\n");
        return Files.move(next, secrets.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.call() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        assertThat(condition.call()).isTrue();
    }

    /** A user whose password counts: the embedded server trusts all others. */
    private static void createUser(Statement admin) throws Exception {
        admin.execute("create role rotating login password 'first'");
        admin.execute("alter database rotation owner to rotating");
        try (ResultSet file = admin.executeQuery("show hba_file")) {
            file.next();
            Path rules = Path.of(file.getString(1));
            String before = Files.readString(rules);
            Files.writeString(
                    rules,
                    "host all rotating 127.0.0.1/32 scram-sha-256\n" + before,
                    StandardOpenOption.TRUNCATE_EXISTING);
        }
        admin.execute("select pg_reload_conf()");
    }

    private static boolean connects(String url, String password) {
        try (Connection connection = DriverManager.getConnection(url, "rotating", password)) {
            return connection.isValid(1);
        } catch (SQLException refused) {
            return false;
        }
    }

    private static long count(Statement admin, String condition) throws SQLException {
        String query = "select count(*) from pg_stat_activity where usename = 'rotating' and " + condition;
        try (ResultSet rows = admin.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void databasePassword_isUsedFromTheChangeOn() throws Exception {
        String url = Deployment.database("rotation");
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement admin = connection.createStatement()) {
            createUser(admin);
            await(() -> connects(url, "first") && !connects(url, "wrong"));
            Map<String, String> settings = Deployment.JDK_H2.settings();
            settings.put("DATABASE_URL", url);
            settings.put("DATABASE_USER", "rotating");
            settings.put("DATABASE_PASSWORD_FILE", write("password", "first").toString());
            try (Harbour harbour = Harbour.start(settings)) {
                Client client = new Client(harbour.port());
                Session session = client.session();
                admin.execute("create table moment as select clock_timestamp() at");
                admin.execute("alter role rotating password 'second'");

                write("password", "second");
                await(() -> count(admin, "backend_start < (select at from moment)") == 0
                        && count(admin, "backend_start > (select at from moment)") > 0);

                assertThat(connects(url, "first")).isFalse();
                client.get("/api/me").as(session).send().isStatus(200);
                client.session();
            }
        }
    }

    @Test
    void signingKey_changesWithoutEndingASession() throws Exception {
        Map<String, String> settings = Deployment.JDK_H2.settings();
        settings.remove("JWT_SECRET");
        settings.put("JWT_SECRET_FILE", write("jwt", newKey()).toString());
        try (Harbour harbour = Harbour.start(settings)) {
            Client client = new Client(harbour.port());
            Session before = client.session();

            write("jwt", newKey());
            await(() -> !header(client.login(before.email(), Client.PASSWORD)).equals(header(before)));

            client.get("/api/me").as(before).send().isStatus(200);
            client.post("/auth/refresh", "refresh_token", before.refreshToken())
                    .send()
                    .isStatus(200);
            write("jwt", "changeme");
            assertThat(client.get("/metrics").send().isStatus(200).text()).contains("secrets_age_seconds");
            client.get("/api/me").as(client.session()).send().isStatus(200);
        }
    }

    /** It names the key. */
    private static String header(Session session) {
        return session.accessToken().substring(0, session.accessToken().indexOf('.'));
    }
}
