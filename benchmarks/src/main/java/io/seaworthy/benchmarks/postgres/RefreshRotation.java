package io.seaworthy.benchmarks.postgres;

import com.zaxxer.hikari.HikariDataSource;
import io.seaworthy.auth.refresh.JdbcRefreshStore;
import io.seaworthy.auth.refresh.RefreshTokens;
import io.seaworthy.auth.refresh.Rotation;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.auth.token.TokenClaims;
import io.seaworthy.benchmarks.Nanoseconds;
import io.seaworthy.kernel.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A refresh token rotated, in a PostgreSQL that writes each commit to the disk. */
public class RefreshRotation extends Nanoseconds {

    @Param
    public RotatePeer who = RotatePeer.SEAWORTHY;

    private @Nullable EmbeddedPostgres postgres;
    private @Nullable HikariDataSource pool;
    private @Nullable RefreshTokens refresh;
    private String token = "";
    private int counter;

    @Setup
    public void check() throws IOException, SQLException {
        postgres = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        pool = new HikariDataSource();
        pool.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
        pool.setMaximumPoolSize(2);
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        AccessTokens access = AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(SigningKeys.of(Secret.of(secret)))
                .build();
        refresh = RefreshTokens.builder(access, JdbcRefreshStore.of(pool).createSchema())
                .claims(subject -> TokenClaims.ofRoles(List.of("user")))
                .build();
        token = refresh.open("account-4711").refreshToken();
        try (Connection connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create table bare (id varchar(40) primary key, c bigint)");
            statement.execute("insert into bare values ('family-1', 0)");
        }
        rotate();
        rotate();
    }

    @Benchmark
    public Object rotate() throws SQLException {
        return who == RotatePeer.SEAWORTHY ? ours() : bare();
    }

    private Object ours() {
        if (refresh == null || !(refresh.rotate(token) instanceof Rotation.Rotated rotated)) {
            throw new IllegalStateException("The token was not rotated");
        }
        token = rotated.pair().refreshToken();
        return rotated;
    }

    private Object bare() throws SQLException {
        if (pool == null) {
            return this;
        }
        try (Connection connection = pool.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update bare set c = c + 1 where id = ? and c = ?")) {
            update.setString(1, "family-1");
            update.setLong(2, counter++);
            require(update.executeUpdate() == 1, "the row is updated");
            return update;
        }
    }

    @TearDown
    public void stop() throws IOException {
        if (pool != null) {
            pool.close();
        }
        if (postgres != null) {
            postgres.close();
        }
    }
}
