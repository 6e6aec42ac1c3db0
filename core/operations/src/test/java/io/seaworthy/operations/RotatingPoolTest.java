package io.seaworthy.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** After a switch nobody is lent a connection of the user before, however the switch and the making of it meet. */
class RotatingPoolTest {

    private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    private final SlowDriver slow = SlowDriver.register();

    @AfterEach
    void unregister() throws SQLException {
        DriverManager.deregisterDriver(slow);
    }

    private static DatabaseCredentials user(int n) {
        return new DatabaseCredentials(n == 0 ? "sa" : "U" + n, Secret.ofUtf8("password-" + n));
    }

    private static int numberOf(Connection connection) throws SQLException {
        String name = connection.getMetaData().getUserName();
        return name.equals("SA") ? 0 : Integer.parseInt(name.substring(1));
    }

    private void create(int n) throws SQLException {
        try (Connection admin = DriverManager.getConnection(url, "sa", "password-0");
                Statement statement = admin.createStatement()) {
            statement.execute("create user U" + n + " password 'password-" + n + "' admin");
        }
    }

    private void drop(int n) throws SQLException {
        try (Connection admin = DriverManager.getConnection(url, "sa", "password-0");
                Statement statement = admin.createStatement()) {
            statement.execute("drop user U" + n);
        }
    }

    @Test
    void connectionBeingMadeDuringTheSwitch_isNotLent() throws Exception {
        Rotating<DatabaseCredentials> credentials = Rotating.of(user(0));
        try (ConnectionPool pool = ConnectionPool.builder("slow", slow.url(url), credentials)
                .maxSize(2)
                .build()) {
            create(1);
            // The pool fills itself up: the second connection stops on its way, as the old user.
            try (Connection first = pool.dataSource().getConnection()) {
                slow.awaitHeld();
                credentials.rotateTo(user(1));
                slow.release();
                assertThat(numberOf(first)).isZero();
                try (Connection second = pool.dataSource().getConnection()) {
                    assertThat(numberOf(second)).isEqualTo(1);
                }
            }
            assertThat(slow.heldUsers()).containsExactly("sa");
            try (Connection one = pool.dataSource().getConnection();
                    Connection two = pool.dataSource().getConnection()) {
                assertThat(List.of(numberOf(one), numberOf(two))).containsExactly(1, 1);
            }
        }
    }

    @Test
    void manySwitches_lendNothingOld() throws Exception {
        int switches = Boolean.getBoolean("seaworthy.long") ? 2_000 : 60;
        Rotating<DatabaseCredentials> credentials = Rotating.of(user(0));
        AtomicInteger switched = new AtomicInteger();
        AtomicLong borrowed = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        Queue<Throwable> wrong = new ConcurrentLinkedQueue<>();
        List<Thread> borrowers = new ArrayList<>();
        try (ConnectionPool pool = ConnectionPool.builder("many", url, credentials)
                .maxSize(4)
                .connectionTimeout(Duration.ofSeconds(30))
                .build()) {
            for (int i = 0; i < 8; i++) {
                Thread borrower = new Thread(() -> {
                    while (!done.get()) {
                        int before = switched.get();
                        try (Connection connection = pool.dataSource().getConnection()) {
                            assertThat(numberOf(connection)).isGreaterThanOrEqualTo(before);
                            borrowed.incrementAndGet();
                        } catch (SQLException closed) {
                            throw new AssertionError(closed);
                        }
                    }
                });
                borrower.setUncaughtExceptionHandler((thread, thrown) -> wrong.add(thrown));
                borrowers.add(borrower);
                borrower.start();
            }
            for (int n = 1; n <= switches && wrong.isEmpty(); n++) {
                create(n);
                credentials.rotateTo(user(n));
                switched.set(n);
                long seen = borrowed.get();
                while (borrowed.get() < seen + 4 && wrong.isEmpty()) {
                    Thread.onSpinWait();
                }
                if (n > 1) {
                    drop(n - 1); // as a rotation ends: whoever connects with the old password is refused
                }
            }
            done.set(true);
            for (Thread borrower : borrowers) {
                borrower.join();
            }
        }
        System.out.println("RotatingPoolTest: " + switches + " switches, " + borrowed + " borrowed");
        assertThat(wrong).isEmpty();
        assertThat(borrowed.get()).isGreaterThan(switches);
    }
}
