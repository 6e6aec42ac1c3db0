package io.seaworthy.auth;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.postgresql.ds.PGSimpleDataSource;

/** Real databases for the store tests: an H2 per call, one PostgreSQL for the module with a database per call. */
public final class Databases {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Databases() {}

    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    try {
                        server.close();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** An empty H2 in memory. */
    public static DataSource h2() {
        JdbcConnectionPool pool = JdbcConnectionPool.create(
                "jdbc:h2:mem:auth" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1", "sa", "");
        pool.setMaxConnections(32);
        return pool;
    }

    /** An empty database of the module's PostgreSQL. */
    public static DataSource postgres() {
        return postgres("read committed");
    }

    /** The URL of an empty database of it, for other processes; the user is {@code postgres}. */
    public static String postgresUrl() {
        return "jdbc:postgresql://localhost:" + Server.POSTGRES.getPort() + "/" + newDatabase("read committed");
    }

    /** The same, where every transaction is serializable and some therefore fail. */
    public static DataSource serializablePostgres() {
        return postgres("serializable");
    }

    private static String newDatabase(String isolation) {
        String name = "auth" + COUNT.incrementAndGet();
        try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            statement.execute("ALTER DATABASE " + name + " SET default_transaction_isolation = '" + isolation + "'");
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        return name;
    }

    private static DataSource postgres(String isolation) {
        String name = newDatabase(isolation);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {Server.POSTGRES.getPort()});
        source.setDatabaseName(name);
        source.setUser("postgres");
        return new Pooled(source);
    }
}
