package io.seaworthy.auth.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** What differs between the databases that the stores speak to. */
enum Dialect {
    H2,
    POSTGRESQL,
    MARIADB;

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product.toLowerCase(Locale.ROOT)) {
            case "h2" -> H2;
            case "postgresql" -> POSTGRESQL;
            case "mariadb" -> MARIADB;
            default -> throw new SQLException("Neither H2 nor PostgreSQL nor MariaDB: " + product);
        };
    }

    /** The file that a schema is in. */
    String schema(String resource) {
        return this == MARIADB ? resource.replace(".sql", "-mariadb.sql") : resource;
    }

    /** The same statement in this database's words. */
    String words(String sql) {
        return this == MARIADB ? sql.replace("AS BIGINT)", "AS SIGNED)").replace(" / ", " DIV ") : sql;
    }

    /** Whether an UPDATE can answer with the rows it changed; MariaDB's DELETE can, its UPDATE cannot. */
    boolean returnsUpdatedRows() {
        return this != MARIADB;
    }

    /** An UPDATE or DELETE that answers with columns of the rows it changed, in one round trip. */
    String returning(String change, String columns) {
        return switch (this) {
            case POSTGRESQL, MARIADB -> change + " RETURNING " + columns;
            case H2 ->
                "SELECT " + columns + " FROM " + (change.startsWith("DELETE") ? "OLD" : "FINAL") + " TABLE (" + change
                        + ")";
        };
    }

    /** An INSERT that changes nothing where the key exists already, or fails as {@link #isDuplicate} tells. */
    String insertIfAbsent(String table, String columns, String key, int count) {
        String insert = "INSERT INTO " + table + " (" + columns + ") VALUES (?" + ", ?".repeat(count - 1) + ")";
        return this == POSTGRESQL ? insert + " ON CONFLICT (" + key + ") DO NOTHING" : insert;
    }

    /** Whether a statement failed because its key is there already; PostgreSQL's transaction would be lost by that. */
    boolean isDuplicate(SQLException e) {
        return switch (this) {
            case H2 -> "23505".equals(e.getSQLState());
            case MARIADB -> e.getErrorCode() == 1062;
            case POSTGRESQL -> false;
        };
    }
}
