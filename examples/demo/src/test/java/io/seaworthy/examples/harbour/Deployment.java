package io.seaworthy.examples.harbour;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import redis.embedded.RedisServer;

/**
 * The ways in which the contract is tested: each server, on embedded H2 and on PostgreSQL with Redis. Each is started
 * once per run, on first use, with limits so high that tests do not meet them.
 */
enum Deployment {
    JDK_H2("jdk", false),
    SERVLET_H2("servlet", false),
    JDK_POSTGRESQL_REDIS("jdk", true),
    SERVLET_POSTGRESQL_REDIS("servlet", true);

    /** Known to the tests, so that they can forge tokens that are wrong in one point only. */
    static final byte[] JWT_SECRET = random();

    static final String STRIPE_SECRET = "whsec_" + Base64.getEncoder().encodeToString(random());

    /** Each instance has limits of its own, so it has a Redis database of its own. */
    private static final AtomicInteger redisDatabase = new AtomicInteger();

    private final String server;
    private final boolean realStores;
    private Harbour running;

    Deployment(String server, boolean realStores) {
        this.server = server;
        this.realStores = realStores;
    }

    /** Each server and each kind of store once; every combination in the long profile. */
    static Stream<Deployment> tested() {
        return Boolean.getBoolean("seaworthy.long") ? Stream.of(values()) : Stream.of(JDK_H2, SERVLET_POSTGRESQL_REDIS);
    }

    private static String newAuditFile() {
        try {
            return Files.createTempDirectory("harbour-audit")
                    .resolve("audit.jsonl")
                    .toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** The settings of this deployment; callers may change the copy. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("SERVER", server);
        settings.put("PORT", "0");
        settings.put("JWT_SECRET", Base64.getEncoder().encodeToString(JWT_SECRET));
        settings.put("STRIPE_WEBHOOK_SECRET", STRIPE_SECRET);
        settings.put("AUDIT_FILE", newAuditFile());
        settings.put("AUTH_PER_MINUTE", "100000");
        settings.put("PLAN_ANONYMOUS_PER_MINUTE", "100000");
        settings.put("PLAN_FREE_PER_MINUTE", "100000");
        settings.put("PLAN_PREMIUM_PER_MINUTE", "200000");
        settings.put("PLAN_ENTERPRISE_PER_MINUTE", "400000");
        if (realStores) {
            settings.put("DATABASE_URL", Stores.database(name().toLowerCase(Locale.ROOT)));
            settings.put("DATABASE_USER", "postgres");
            settings.put("DATABASE_PASSWORD", "postgres");
            settings.put("REDIS_URL", Stores.redis() + "/" + redisDatabase.getAndIncrement());
        }
        return settings;
    }

    synchronized Harbour harbour() {
        if (running == null) {
            running = Harbour.start(settings());
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        }
        return running;
    }

    Client client() {
        return new Client(harbour().port());
    }

    /** Another instance of this deployment, with other settings; the caller closes it. */
    Harbour startWith(String... namesAndValues) {
        Map<String, String> settings = settings();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Harbour.start(settings);
    }

    /** The URL of an empty database of this name, user and password "postgres". */
    static String database(String name) {
        return Stores.database(name);
    }

    /** One PostgreSQL and one Redis for the module. */
    private static final class Stores {

        private static EmbeddedPostgres postgres;
        private static String redis;

        static synchronized String database(String name) {
            try {
                if (postgres == null) {
                    postgres = EmbeddedPostgres.start();
                }
                try (var connection = postgres.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    var found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'");
                    if (!found.next()) {
                        statement.execute("create database " + name);
                    }
                }
                return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        static synchronized String redis() {
            try {
                if (redis == null) {
                    int port;
                    try (ServerSocket free = new ServerSocket(0)) {
                        port = free.getLocalPort();
                    }
                    RedisServer server = RedisServer.newRedisServer()
                            .port(port)
                            .setting("bind 127.0.0.1")
                            .setting("databases 512")
                            .build();
                    server.start();
                    Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                        try {
                            server.stop();
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }));
                    redis = "redis://127.0.0.1:" + port;
                }
                return redis;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
