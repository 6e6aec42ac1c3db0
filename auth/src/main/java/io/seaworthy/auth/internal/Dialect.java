package io.seaworthy.auth.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** What differs between the databases that the stores speak to. */
enum Dialect {
    H2,
    POSTGRESQL;

    /** The SQL state of a duplicate key; H2's own MERGE meets it, too, when two of them run at once. */
    static final String DUPLICATE = "23505";

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "h2" -> H2;
            case "postgresql" -> POSTGRESQL;
            default -> throw new SQLException("Neither H2 nor PostgreSQL: " + product);
        };
    }

    /** An UPDATE or DELETE that answers with columns of the rows it changed, in one round trip. */
    String returning(String change, String columns) {
        return switch (this) {
            case POSTGRESQL -> change + " RETURNING " + columns;
            case H2 ->
                "SELECT " + columns + " FROM " + (change.startsWith("DELETE") ? "OLD" : "FINAL") + " TABLE (" + change
                        + ")";
        };
    }

    /** An INSERT that changes nothing where the key exists already, or fails with {@link #DUPLICATE} in H2. */
    String insertIfAbsent(String table, String columns, String key, int count) {
        String insert = "INSERT INTO " + table + " (" + columns + ") VALUES (?" + ", ?".repeat(count - 1) + ")";
        return this == POSTGRESQL ? insert + " ON CONFLICT (" + key + ") DO NOTHING" : insert;
    }
}
