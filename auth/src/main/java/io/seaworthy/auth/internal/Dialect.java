package io.seaworthy.auth.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** What differs between the databases that the stores speak to. */
enum Dialect {
    H2,
    POSTGRESQL;

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

    /** An INSERT that does nothing where the key exists already. */
    String insertIfAbsent(String table, String columns, String key, int count) {
        String marks = "?" + ", ?".repeat(count - 1);
        return switch (this) {
            case POSTGRESQL ->
                "INSERT INTO " + table + " (" + columns + ") VALUES (" + marks + ") ON CONFLICT (" + key
                        + ") DO NOTHING";
            case H2 ->
                "MERGE INTO " + table + " t USING (VALUES (" + marks + ")) AS s (" + columns + ") ON t." + key + " = s."
                        + key + " WHEN NOT MATCHED THEN INSERT (" + columns + ") VALUES ("
                        + "s." + columns.replace(", ", ", s.") + ")";
        };
    }
}
