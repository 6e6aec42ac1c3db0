package io.seaworthy.operations;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Connects through H2, with the second connection held on its way, after the database accepted it. */
final class SlowDriver implements Driver {

    private static final String PREFIX = "jdbc:slow:";

    private final List<String> held = new CopyOnWriteArrayList<>();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger made = new AtomicInteger();

    static SlowDriver register() {
        SlowDriver driver = new SlowDriver();
        try {
            DriverManager.registerDriver(driver);
        } catch (SQLException impossible) {
            throw new IllegalStateException(impossible);
        }
        return driver;
    }

    String url(String h2) {
        return PREFIX + h2;
    }

    void awaitHeld() throws InterruptedException {
        reached.await();
    }

    void release() {
        go.countDown();
    }

    List<String> heldUsers() {
        return held;
    }

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        if (!acceptsURL(url)) {
            return null;
        }
        Connection connection = DriverManager.getConnection(url.substring(PREFIX.length()), info);
        if (made.incrementAndGet() == 2) {
            held.add(info.getProperty("user"));
            reached.countDown();
            try {
                go.await();
            } catch (InterruptedException interrupted) {
                throw new SQLException(interrupted);
            }
        }
        return connection;
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith(PREFIX);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getLogger("slow");
    }
}
