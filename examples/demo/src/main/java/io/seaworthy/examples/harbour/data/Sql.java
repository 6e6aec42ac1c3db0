package io.seaworthy.examples.harbour.data;

import io.seaworthy.auth.StoreException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Prepared statements without ceremony; the SQL is what H2 and PostgreSQL both understand. */
final class Sql {

    /** Reads one row. */
    @FunctionalInterface
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static final String UNIQUE_VIOLATION = "23505";

    /** For how long after a connection could not be had nobody else waits for one. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final DataSource dataSource;
    private final AtomicLong triedInVain = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

    Sql(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    <T> List<T> query(Row<T> reader, String sql, Object... values) {
        try (Connection connection = connection();
                PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(reader.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new StoreException("The database did not answer a query", e);
        }
    }

    int update(String sql, Object... values) {
        try (Connection connection = connection();
                PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException("The database did not take an update", e);
        }
    }

    /** Inserts unless a unique key exists already; whether it did insert. */
    boolean insertNew(String sql, Object... values) {
        try (Connection connection = connection();
                PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                return false;
            }
            throw new StoreException("The database did not take an insert", e);
        }
    }

    /** One request asks for a plan and for data: in an outage it waits for the pool's deadline once, not twice. */
    private Connection connection() throws SQLException {
        if (System.nanoTime() - triedInVain.get() < PAUSE_NANOS) {
            throw new SQLTransientConnectionException("There was no connection a moment ago");
        }
        try {
            return dataSource.getConnection();
        } catch (SQLTransientConnectionException e) {
            triedInVain.set(System.nanoTime());
            throw e;
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
