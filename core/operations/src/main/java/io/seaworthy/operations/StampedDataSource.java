package io.seaworthy.operations;

import com.zaxxer.hikari.util.DriverDataSource;
import io.seaworthy.kernel.Rotating;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connects for the pool as whoever is current, and remembers of each connection as whom. HikariCP's own provider of
 * credentials cannot: a connection that is being made during a rotation gets into the pool after the eviction and stays.
 * Thread-safe.
 */
final class StampedDataSource implements DataSource {

    private final DriverDataSource driver;
    private final Rotating<DatabaseCredentials> credentials;
    private final Map<Connection, DatabaseCredentials> stamps = new ConcurrentHashMap<>();

    StampedDataSource(String url, Rotating<DatabaseCredentials> credentials) {
        this.driver = new DriverDataSource(url, null, new Properties(), null, null);
        this.credentials = credentials;
    }

    @Override
    public Connection getConnection() throws SQLException {
        DatabaseCredentials current = credentials.current();
        Connection made =
                driver.getConnection(current.user(), current.password().exposeUtf8());
        stamps.keySet().removeIf(StampedDataSource::isClosed); // here, because the pool closes them behind our back
        stamps.put(made, current);
        return made;
    }

    /** Whether a pool's connection was made as whoever is current now. */
    boolean isCurrent(Connection pooled) throws SQLException {
        return stamps.get(pooled.unwrap(Connection.class)) == credentials.current();
    }

    private static boolean isClosed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException broken) {
            return true;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("The credentials rotate");
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return driver.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        driver.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        driver.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return driver.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return driver.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return driver.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return driver.isWrapperFor(type);
    }

    /** No credentials. */
    @Override
    public String toString() {
        return "StampedDataSource";
    }
}
