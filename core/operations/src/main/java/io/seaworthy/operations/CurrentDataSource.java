package io.seaworthy.operations;

import com.zaxxer.hikari.HikariDataSource;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Lends a pool's connections, but none of whoever is no longer current. Thread-safe. */
final class CurrentDataSource implements DataSource {

    private final HikariDataSource pool;
    private final StampedDataSource source;

    CurrentDataSource(HikariDataSource pool, StampedDataSource source) {
        this.pool = pool;
        this.source = source;
    }

    /** Ends: what is not current is closed, and each new connection is made as whoever is current. */
    @Override
    public Connection getConnection() throws SQLException {
        Connection lent = pool.getConnection();
        while (!source.isCurrent(lent)) {
            pool.evictConnection(lent);
            lent.close();
            lent = pool.getConnection();
        }
        return lent;
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The pool has its own credentials");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(pool) ? type.cast(pool) : pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(pool) || pool.isWrapperFor(type);
    }

    @Override
    public String toString() {
        return "CurrentDataSource of " + pool.getPoolName();
    }
}
