package io.seaworthy.config.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.config.Env;
import io.seaworthy.config.Environment;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SecretWatchTest {

    @TempDir
    Path mount;

    /** As the kubelet does it: a new directory, a new link, the link renamed over the old one, the old directory gone. */
    private void swap(int n) throws IOException {
        Path link = mount.resolve("..data");
        Path old = Files.exists(link) ? link.toRealPath() : null;
        Path next = Files.createDirectory(mount.resolve("..2026_" + n));
        Files.writeString(next.resolve("USER"), "user-" + n + "\n");
        Files.writeString(next.resolve("PASSWORD"), "password-" + n);
        Path temporary = mount.resolve("..data_tmp");
        Files.createSymbolicLink(temporary, next.getFileName());
        Files.move(temporary, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (old == null) {
            Files.createSymbolicLink(mount.resolve("USER"), Path.of("..data/USER"));
            Files.createSymbolicLink(mount.resolve("PASSWORD"), Path.of("..data/PASSWORD"));
        } else {
            Files.delete(old.resolve("USER"));
            Files.delete(old.resolve("PASSWORD"));
            Files.delete(old);
        }
    }

    private static String text(SecretSnapshot snapshot, String name) {
        return snapshot.secret(name).exposeUtf8();
    }

    private static int numberOf(SecretSnapshot snapshot) {
        String user = text(snapshot, "USER").substring("user-".length());
        assertThat(text(snapshot, "PASSWORD")).isEqualTo("password-" + user);
        return Integer.parseInt(user);
    }

    @Test
    void swaps_areSeenWholeByEightReaders() throws Exception {
        int swaps = Boolean.getBoolean("seaworthy.long") ? 10_000 : 200;
        swap(0);
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong reads = new AtomicLong();
        List<Throwable> torn = new ArrayList<>();
        List<Thread> readers = new ArrayList<>();
        long slowest = 0;
        try (SecretWatch watch = SecretWatch.start(MountedSecrets.in(mount), Duration.ofMillis(250))) {
            for (int i = 0; i < 8; i++) {
                readers.add(new Thread(() -> {
                    int last = 0;
                    while (!done.get()) {
                        int n = numberOf(watch.current());
                        assertThat(n).isGreaterThanOrEqualTo(last);
                        last = n;
                        reads.incrementAndGet();
                        Thread.onSpinWait();
                        Thread.yield();
                    }
                }));
            }
            readers.forEach(reader -> reader.setUncaughtExceptionHandler((thread, error) -> torn.add(error)));
            readers.forEach(Thread::start);
            for (int n = 1; n <= swaps; n++) {
                swap(n);
                long start = System.nanoTime();
                while (numberOf(watch.current()) != n && System.nanoTime() - start < 5_000_000_000L) {
                    Thread.sleep(1);
                }
                slowest = Math.max(slowest, System.nanoTime() - start);
                assertThat(numberOf(watch.current()))
                        .as("swap %s is not missed", n)
                        .isEqualTo(n);
            }
            done.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
        }
        System.out.println("SecretWatchTest: " + swaps + " swaps, " + reads + " reads, slowest seen after "
                + slowest / 1_000_000 + " ms");
        assertThat(torn).isEmpty();
        assertThat(reads.get()).isGreaterThan(swaps);
        assertThat(slowest).isLessThan(1_000_000_000L);
    }

    @Test
    void swapsInARow_endWithTheLast() throws Exception {
        swap(0);
        MountedSecrets source = MountedSecrets.in(mount);
        SecretWatch watch = SecretWatch.manual(source, System::nanoTime);
        AtomicBoolean done = new AtomicBoolean();
        Thread looker = new Thread(() -> {
            while (!done.get()) {
                watch.refresh();
            }
        });
        looker.start();
        for (int n = 1; n <= 300; n++) {
            swap(n);
            numberOf(watch.current());
        }
        done.set(true);
        looker.join();
        watch.refresh();

        assertThat(numberOf(watch.current())).isEqualTo(300);
    }

    @Test
    void replacedDirectory_isWatchedAnew() throws Exception {
        Path directory = Files.createDirectory(mount.resolve("secrets"));
        Files.writeString(directory.resolve("KEY"), "one");
        assertThat(MountedSecrets.in(directory).isSwapped()).isFalse();
        try (SecretWatch watch = SecretWatch.start(MountedSecrets.in(directory), Duration.ofMillis(50))) {
            for (int n = 0; n < 3; n++) {
                Files.delete(directory.resolve("KEY"));
                Files.delete(directory);
                Files.createDirectory(directory);
                Files.writeString(directory.resolve("KEY"), "again-" + n);
                String wanted = "again-" + n;
                long until = System.nanoTime() + 5_000_000_000L;
                while (!text(latest(watch), "KEY").equals(wanted) && System.nanoTime() < until) {
                    Thread.sleep(5);
                }
                assertThat(text(latest(watch), "KEY")).isEqualTo(wanted);
            }
        }
    }

    /** A snapshot of the moment between deletion and creation has no key. */
    private static SecretSnapshot latest(SecretWatch watch) {
        SecretSnapshot snapshot = watch.current();
        return snapshot.names().isEmpty() ? SecretSnapshot.of(Map.of("KEY", Secret.ofUtf8(""))) : snapshot;
    }

    @Test
    void failure_keepsTheLastGoodAndAges() throws Exception {
        AtomicLong now = new AtomicLong();
        AtomicInteger calls = new AtomicInteger();
        SecretSource source = () -> {
            if (calls.incrementAndGet() == 2) {
                throw new SecretSourceException(SecretSourceException.Reason.SEALED, "Vault");
            } else if (calls.get() == 3) {
                throw new IllegalStateException("with-a-value-in-it");
            }
            return SecretSnapshot.of(Map.of("KEY", Secret.ofUtf8("v" + calls.get())));
        };
        SecretWatch watch = SecretWatch.manual(source, now::get);
        Rotating<Secret> key = watch.secret("KEY");
        now.addAndGet(5_000_000_000L);

        assertThat(watch.refresh()).isFalse();
        assertThat(watch.problem()).isEqualTo("Vault: sealed");
        assertThat(watch.age()).isEqualTo(Duration.ofSeconds(5));
        assertThat(key.current().exposeUtf8()).isEqualTo("v1");
        watch.refresh();
        assertThat(watch.problem()).isEqualTo("IllegalStateException");
        assertThat(watch.refresh()).isTrue();
        assertThat(watch.problem()).isEmpty();
        assertThat(watch.age()).isZero();
        assertThat(key.current().exposeUtf8()).isEqualTo("v4");
    }

    @Test
    void manyWhoAsk_areOneReading() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        SecretSource source = () -> {
            if (calls.incrementAndGet() > 1) {
                inside.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return SecretSnapshot.of(Map.of("KEY", Secret.ofUtf8("v" + calls.get())));
        };
        SecretWatch watch = SecretWatch.manual(source, System::nanoTime);
        List<Thread> threads = new ArrayList<>();
        AtomicInteger changed = new AtomicInteger();
        for (int i = 0; i < 8; i++) {
            threads.add(new Thread(() -> changed.addAndGet(watch.refresh() ? 1 : 0)));
        }
        threads.get(0).start();
        inside.await();
        threads.subList(1, 8).forEach(Thread::start);
        while (threads.stream().skip(1).anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(calls).hasValue(2);
        assertThat(changed).hasValue(8);
    }

    @Test
    void snapshotWithoutTheName_keepsTheLastValue() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        SecretWatch watch = SecretWatch.manual(
                () -> SecretSnapshot.of(Map.of(calls.incrementAndGet() == 1 ? "KEY" : "OTHER", Secret.ofUtf8("x"))),
                System::nanoTime);
        Rotating<Secret> key = watch.secret("KEY");
        watch.refresh();

        assertThat(key.current().exposeUtf8()).isEqualTo("x");
        assertThat(watch.problem()).isNotEmpty();
        assertThat(watch).hasToString("SecretWatch[OTHER]");
    }

    @Test
    void deletedFile_isAProblemThatAges_untilItIsBack() throws Exception {
        AtomicLong now = new AtomicLong();
        Files.writeString(mount.resolve("USER"), "u");
        Files.writeString(mount.resolve("PASSWORD"), "one");
        SecretWatch watch = SecretWatch.manual(MountedSecrets.in(mount), now::get);
        Rotating<String> login = watch.map(s -> text(s, "USER") + text(s, "PASSWORD"));
        Files.delete(mount.resolve("PASSWORD"));
        for (int i = 1; i <= 3; i++) {
            now.addAndGet(1_000_000_000L);
            watch.refresh();
            assertThat(watch.problem()).contains("PASSWORD");
            assertThat(watch.age()).isEqualTo(Duration.ofSeconds(i));
            assertThat(login.current()).isEqualTo("uone");
        }
        Files.writeString(mount.resolve("PASSWORD"), "two");
        watch.refresh();

        assertThat(watch.problem()).isEmpty();
        assertThat(watch.age()).isZero();
        assertThat(login.current()).isEqualTo("utwo");
    }

    @Test
    void emptiedFile_keepsTheLastValue() throws Exception {
        Path file = Files.writeString(mount.resolve("PASSWORD"), "first");
        SecretWatch watch = SecretWatch.manual(MountedSecrets.in(mount), () -> 0);
        Rotating<Secret> password = watch.secret("PASSWORD");

        Files.writeString(file, ""); // as who truncates and then writes
        watch.refresh();
        assertThat(password.current().exposeUtf8()).isEqualTo("first");
        assertThat(watch.problem()).contains("gone is PASSWORD");

        Files.writeString(file, "second");
        watch.refresh();
        assertThat(password.current().exposeUtf8()).isEqualTo("second");
        assertThat(watch.problem()).isEmpty();
    }

    @Test
    @Timeout(10)
    void refreshByAListener_doesNotWaitForItself() throws Exception {
        Files.writeString(mount.resolve("PASSWORD"), "first");
        SecretWatch watch = SecretWatch.manual(MountedSecrets.in(mount), () -> 0);
        AtomicLong calls = new AtomicLong();
        watch.secret("PASSWORD").onChange(next -> calls.addAndGet(watch.refresh() ? 100 : 1));

        Files.writeString(mount.resolve("PASSWORD"), "second");
        assertThat(watch.refresh()).isTrue();
        assertThat(calls).hasValue(1);
    }

    /** A start in the middle of swaps: whatever it reads, user and password are of one moment. */
    @Test
    void settingsReadDuringSwaps_areOfOneMoment() throws Exception {
        int swaps = Boolean.getBoolean("seaworthy.long") ? 5_000 : 100;
        swap(0);
        AtomicBoolean done = new AtomicBoolean();
        List<String> torn = new CopyOnWriteArrayList<>();
        AtomicLong starts = new AtomicLong();
        Thread starter = new Thread(() -> {
            while (!done.get()) {
                Login login = Environment.builder()
                        .secretDirectory(mount)
                        .build()
                        .load(Login.class)
                        .settings();
                String user = login.user().exposeUtf8().substring("user-".length());
                if (!login.password().exposeUtf8().equals("password-" + user)) {
                    torn.add(user);
                }
                starts.incrementAndGet();
            }
        });
        starter.setUncaughtExceptionHandler((thread, error) -> torn.add(error.toString()));
        starter.start();
        for (int n = 1; n <= swaps || starts.get() < 20; n++) {
            swap(n);
            Thread.sleep(0, 200_000);
        }
        done.set(true);
        starter.join();
        System.out.println("SecretWatchTest: " + starts + " starts during " + swaps + " swaps");
        assertThat(torn).isEmpty();
    }

    record Login(@Env("USER") Secret user, @Env("PASSWORD") Secret password) {}

    @Test
    void nothingToStartWith_isAnException() {
        assertThatThrownBy(() -> SecretWatch.start(MountedSecrets.in(mount.resolve("none")), Duration.ofSeconds(1)))
                .isInstanceOf(SecretSourceException.class);
    }
}
