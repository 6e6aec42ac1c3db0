package io.seaworthy.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionPoolTest {

    private final Rotating<DatabaseCredentials> credentials =
            Rotating.of(new DatabaseCredentials("sa", Secret.ofUtf8("first")));

    private static String database() {
        return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    private ConnectionPool.Builder pool() {
        return ConnectionPool.builder("test", database(), credentials);
    }

    private static String user(ConnectionPool pool) throws SQLException {
        try (Connection connection = pool.dataSource().getConnection()) {
            return connection.getMetaData().getUserName();
        }
    }

    @Test
    void connections_areLentAndComeBack() throws Exception {
        try (ConnectionPool pool = pool().maxSize(2).build()) {
            try (Connection connection = pool.dataSource().getConnection();
                    Statement statement = connection.createStatement();
                    var rows = statement.executeQuery("select 42")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
                assertThat(pool.active()).isEqualTo(1);
            }
            assertThat(pool.active()).isZero();
        }
    }

    @Test
    void rotatedCredentials_areUsedFromTheNextConnectionOn() throws Exception {
        try (ConnectionPool pool = pool().maxSize(2).build()) {
            try (Connection connection = pool.dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create user next_user password 'second' admin");
                credentials.rotateTo(new DatabaseCredentials("next_user", Secret.ofUtf8("second")));
                assertThat(connection.getMetaData().getUserName()).isEqualTo("SA");
            }

            assertThat(user(pool)).isEqualTo("NEXT_USER");
        }
        credentials.rotateTo(new DatabaseCredentials("after", Secret.ofUtf8("close")));
    }

    @Test
    void health_followsThePool() throws Exception {
        ConnectionPool pool = pool().maxSize(1)
                .connectionTimeout(Duration.ofMillis(250))
                .validationTimeout(Duration.ofMillis(250))
                .build();
        HealthCheck check = pool.healthCheck();

        assertThat(check.check()).isEqualTo(HealthResult.up("1 of 1 in use"));
        try (Connection held = pool.dataSource().getConnection()) {
            assertThat(held.isValid(1)).isTrue();
            assertThatThrownBy(check::check).isInstanceOf(SQLException.class);
        }
        assertThat(check.check().isUp()).isTrue();
        pool.close();
        assertThatThrownBy(check::check).isInstanceOf(SQLException.class);
    }

    @Test
    void meters_arePublished() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (ConnectionPool pool = pool().meters(registry).build()) {
            assertThat(registry.get("hikaricp.connections.max")
                            .tag("pool", "test")
                            .gauge()
                            .value())
                    .isEqualTo(10);
            assertThat(pool.evidence()).extracting(one -> one.id()).containsExactly("OPS-POOL", "OPS-DB");
        }
    }

    @Test
    void advice_thatIsNotFollowed_isAWeakness() {
        try (ConnectionPool wise = pool().maxSize(1).build();
                ConnectionPool unwise = pool().maxSize(51)
                        .connectionTimeout(Duration.ofSeconds(30))
                        .withoutLeakDetection()
                        .build()) {
            assertThat(wise.evidence()).singleElement().satisfies(one -> {
                assertThat(one.id()).isEqualTo("OPS-POOL");
                assertThat(one.isWeakened()).isFalse();
            });
            assertThat(unwise.evidence().get(0).weaknesses()).hasSize(3);
        }
    }

    @Test
    void wrongOptions_areReportedTogether() {
        ConfigurationException faults = catchThrowableOfType(
                ConfigurationException.class,
                () -> ConnectionPool.builder(" ", "postgresql://db", credentials)
                        .maxSize(0)
                        .connectionTimeout(Duration.ofSeconds(2))
                        .validationTimeout(Duration.ofSeconds(3))
                        .maxLifetime(Duration.ofSeconds(40))
                        .keepalive(Duration.ofSeconds(41))
                        .leakDetection(Duration.ofSeconds(1))
                        .withoutLeakDetection()
                        .build());

        assertThat(faults.violations())
                .extracting(Violation::path)
                .containsExactlyInAnyOrder(
                        "leakDetection", "name", "jdbcUrl", "maxSize", "validationTimeout", "keepalive");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db/app?user=a&password=hunter2",
                "jdbc:postgresql://a:hunter2@db/app",
                "jdbc:sqlserver://db;Password=hunter2",
                "jdbc:mysql://a:hunter2@db?useSSL=true"
            })
    void aPasswordInTheUrl_isRefusedAndNotShown(String url) {
        assertThatThrownBy(
                        () -> ConnectionPool.builder("main", url, credentials).build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("secret_in_url")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void toString_holdsNoSecret() {
        try (ConnectionPool pool = pool().build()) {
            assertThat(pool + " " + pool.evidence() + " " + credentials.current())
                    .contains("test")
                    .doesNotContain("first");
        }
    }
}
