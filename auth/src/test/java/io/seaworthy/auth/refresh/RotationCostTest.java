package io.seaworthy.auth.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.Databases;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.kernel.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A rotation is one connection, one statement, one round trip; and what that costs beside a bare UPDATE. */
class RotationCostTest {

    private final List<String> calls = new ArrayList<>();

    private static RefreshTokens refresh(JdbcRefreshStore store) {
        AccessTokens access = AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(SigningKeys.of(Secret.ofUtf8("a secret that has at least 32 bytes")))
                .build();
        return RefreshTokens.builder(access, store).build();
    }

    /** Notes what goes to the database: connections taken, statements executed, commits. */
    private <T> T watched(Class<T> type, Object target) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            note(method);
            Object result;
            try {
                result = method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
            return result instanceof Connection connection
                    ? watched(Connection.class, connection)
                    : result instanceof PreparedStatement statement
                            ? watched(PreparedStatement.class, statement)
                            : result;
        };
        return type.cast(
                Proxy.newProxyInstance(RotationCostTest.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private void note(Method method) {
        String name = method.getName();
        if (name.equals("getConnection") || name.startsWith("execute") || name.equals("commit")) {
            calls.add(name);
        }
    }

    @Test
    void rotation_isOneStatementOfOneConnection() {
        DataSource database = watched(DataSource.class, Databases.postgres());
        RefreshTokens refresh = refresh(JdbcRefreshStore.of(database).createSchema());
        String token = refresh.open("user-1").refreshToken();
        calls.clear();

        assertThat(refresh.rotate(token)).isInstanceOf(Rotation.Rotated.class);

        assertThat(calls).containsExactly("getConnection", "executeQuery");
    }

    /** Alternating, so that whatever else the machine does falls on both. The durable settings, not the fast ones. */
    @Test
    @EnabledIfSystemProperty(named = "seaworthy.long", matches = "true")
    void rotation_besideABareUpdate() throws Exception {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start()) {
            try (Connection connection = server.getPostgresDatabase().getConnection()) {
                DataSource one = single(connection);
                RefreshTokens refresh = refresh(JdbcRefreshStore.of(one).createSchema());
                TokenPair pair = refresh.open("user-1");
                long rotations = 0;
                long updates = 0;
                int rounds = 20_000;
                for (int i = 0; i < rounds; i++) {
                    long start = System.nanoTime();
                    pair = ((Rotation.Rotated) refresh.rotate(pair.refreshToken())).pair();
                    long middle = System.nanoTime();
                    bareUpdate(connection, pair.sessionId(), i);
                    long end = System.nanoTime();
                    if (i >= rounds / 10) {
                        rotations += middle - start;
                        updates += end - middle;
                    }
                }
                System.out.printf(
                        "rotation on PostgreSQL (fsync, synchronous commit): %d us, bare UPDATE %d us, %.2f of its rate%n",
                        rotations / (rounds * 900L), updates / (rounds * 900L), (double) updates / rotations);
                assertThat(refresh.sessions("user-1")).hasSize(1);
            }
        }
    }

    private static void bareUpdate(Connection connection, String id, long value) throws java.sql.SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE seaworthy_refresh_family SET idle_expires_at = idle_expires_at, label = ? WHERE family_id = ?")) {
            update.setString(1, String.valueOf(value));
            update.setString(2, id);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    /** Always this connection, which nobody closes. */
    private static DataSource single(Connection connection) {
        Connection open = (Connection) Proxy.newProxyInstance(
                RotationCostTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("close") ? null : method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                RotationCostTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> open);
    }
}
