package io.seaworthy.auth.internal;

import io.seaworthy.auth.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Prepared statements and transactions over a data source; H2, PostgreSQL and MariaDB. Serialization failures and deadlocks are
 * tried again, everything else ends in a {@link StoreException} without values. Thread-safe as far as the data source
 * is.
 */
public final class Jdbc {

    private static final int ATTEMPTS = 5;

    private final DataSource dataSource;
    private volatile @Nullable Dialect dialect;

    private Jdbc(DataSource dataSource) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /** Opens no connection. */
    public static Jdbc over(DataSource dataSource) {
        return new Jdbc(dataSource);
    }

    /** What is done with a connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Session session) throws SQLException;
    }

    /** Reads the current row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** Statements that each commit by themselves. */
    public <T> T run(String what, Work<T> work) {
        return attempt(what, false, work);
    }

    /** Statements that commit together or not at all. */
    public <T> T inTransaction(String what, Work<T> work) {
        return attempt(what, true, work);
    }

    /** Runs the statements of schema resources, each of which must be repeatable. */
    public void createSchema(Class<?> owner, String... resources) {
        inTransaction("create the schema", session -> {
            session.lockSchema();
            for (String resource : resources) {
                String script = read(owner, session.dialect.schema(resource));
                for (String statement : script.split(";", -1)) {
                    if (!statement.isBlank()) {
                        session.execute(statement);
                    }
                }
            }
            return true;
        });
    }

    /** Whether {@link Session#change} may be given an UPDATE; asks the database once, and never again. */
    public boolean returnsUpdatedRows() {
        Dialect known = dialect;
        return known == null
                ? run("tell the database", session -> session.dialect.returnsUpdatedRows())
                : known.returnsUpdatedRows();
    }

    private static String read(Class<?> owner, String resource) {
        try (InputStream in = owner.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StoreException("Could not read " + resource, e);
        }
    }

    private <T> T attempt(String what, boolean transaction, Work<T> work) {
        SQLException last = null;
        for (int i = 0; i < ATTEMPTS; i++) {
            try (Connection connection = dataSource.getConnection()) {
                return transaction ? together(connection, work) : each(connection, work);
            } catch (SQLException e) {
                last = e;
                if (!isTransient(e)) {
                    break;
                }
            }
        }
        // The driver's message may quote values; its state and code do not.
        throw new StoreException(
                "Could not " + what + (last == null ? "" : " (SQL state " + last.getSQLState() + ")"), bare(last));
    }

    private static SQLException bare(@Nullable SQLException e) {
        SQLException copy = new SQLException(
                e == null ? "no attempt" : e.getClass().getSimpleName(), e == null ? null : e.getSQLState());
        if (e != null) {
            copy.setStackTrace(e.getStackTrace());
        }
        return copy;
    }

    private static boolean isTransient(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("40") || state.equals("HYT00"));
    }

    private <T> T each(Connection connection, Work<T> work) throws SQLException {
        boolean auto = connection.getAutoCommit();
        if (!auto) {
            return together(connection, work);
        }
        return work.with(new Session(connection, dialect(connection)));
    }

    private <T> T together(Connection connection, Work<T> work) throws SQLException {
        boolean auto = connection.getAutoCommit();
        if (auto) {
            connection.setAutoCommit(false);
        }
        boolean done = false;
        try {
            T result = work.with(new Session(connection, dialect(connection)));
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                connection.rollback();
            }
            if (auto) {
                connection.setAutoCommit(true);
            }
        }
    }

    private Dialect dialect(Connection connection) throws SQLException {
        Dialect known = dialect;
        if (known == null) {
            known = Dialect.of(connection);
            dialect = known;
        }
        return known;
    }

    /** One connection for the time of one piece of work. */
    public static final class Session {

        private final Connection connection;
        private final Dialect dialect;

        private Session(Connection connection, Dialect dialect) {
            this.connection = connection;
            this.dialect = dialect;
        }

        /** How many rows the statement changed. */
        public int update(String sql, @Nullable Object... values) throws SQLException {
            try (PreparedStatement statement = prepare(sql, values)) {
                return statement.executeUpdate();
            }
        }

        /** The rows of a query. */
        public <T> List<T> query(String sql, Row<T> row, @Nullable Object... values) throws SQLException {
            try (PreparedStatement statement = prepare(sql, values);
                    ResultSet found = statement.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (found.next()) {
                    rows.add(row.read(found));
                }
                return rows;
            }
        }

        /** Changes rows and answers with columns of them, in one round trip. */
        public <T> List<T> change(String sql, String columns, Row<T> row, @Nullable Object... values)
                throws SQLException {
            return query(dialect.returning(sql, columns), row, values);
        }

        /** Whether the row was new; {@code columns} are separated by a comma and a blank, the first is the key. */
        public boolean insertIfAbsent(String table, String columns, @Nullable Object... values) throws SQLException {
            String key = columns.split(",", 2)[0];
            try {
                return update(dialect.insertIfAbsent(table, columns, key, values.length), values) == 1;
            } catch (SQLException e) {
                if (dialect.isDuplicate(e)) {
                    return false;
                }
                throw e;
            }
        }

        private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(dialect.words(sql));
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement;
        }

        private void execute(String sql) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        }

        /** PostgreSQL's IF NOT EXISTS does not hold between two nodes that start at the same moment. */
        private void lockSchema() throws SQLException {
            if (dialect == Dialect.POSTGRESQL) {
                execute("SELECT pg_advisory_xact_lock(7310595872610394)");
            }
        }
    }
}
