package io.seaworthy.ratelimit.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A real PostgreSQL from a Maven artifact, and a pool. */
final class PostgresUnderTest implements AutoCloseable {

    private final EmbeddedPostgres server;
    private final HikariDataSource pool;

    private PostgresUnderTest(EmbeddedPostgres server) {
        this.server = server;
        HikariConfig config = new HikariConfig();
        config.setDataSource(server.getPostgresDatabase());
        config.setMaximumPoolSize(8);
        config.setConnectionTimeout(250);
        config.setInitializationFailTimeout(-1);
        pool = new HikariDataSource(config);
    }

    static PostgresUnderTest start() {
        try {
            return new PostgresUnderTest(EmbeddedPostgres.builder().start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    HikariDataSource pool() {
        return pool;
    }

    void stopServer() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        pool.close();
        stopServer();
    }
}
