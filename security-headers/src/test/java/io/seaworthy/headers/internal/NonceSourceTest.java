package io.seaworthy.headers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NonceSourceTest {

    @Test
    void nonce_is128BitsOfBase64Url() {
        String nonce = new NonceSource(1).next();
        assertThat(nonce).hasSize(22);
        assertThat(Base64.getUrlDecoder().decode(nonce)).hasSize(16);
        assertThat(Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(Base64.getUrlDecoder().decode(nonce)))
                .isEqualTo(nonce);
    }

    @Test
    void nonces_differAcrossBlocksReseedsAndThreads() throws Exception {
        NonceSource source = new NonceSource(2);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<String>>> work = new ArrayList<>();
            Callable<List<String>> draw = () -> {
                List<String> own = new ArrayList<>();
                for (int i = 0; i < 70_000; i++) {
                    own.add(source.next());
                }
                return own;
            };
            for (int i = 0; i < 4; i++) {
                work.add(pool.submit(draw));
            }
            Set<String> all = new HashSet<>();
            for (Future<List<String>> each : work) {
                all.addAll(each.get());
            }
            assertThat(all).hasSize(280_000);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void bits_areBalanced() {
        NonceSource source = new NonceSource(1);
        int draws = 20_000;
        int[] ones = new int[128];
        for (int i = 0; i < draws; i++) {
            byte[] bytes = Base64.getUrlDecoder().decode(source.next());
            for (int bit = 0; bit < 128; bit++) {
                ones[bit] += bytes[bit / 8] >>> (bit % 8) & 1;
            }
        }
        // Six standard deviations of a fair coin: a false alarm in about four million runs.
        double bound = 6 * Math.sqrt(draws) / 2;
        for (int count : ones) {
            assertThat(Math.abs(count - draws / 2.0)).isLessThan(bound);
        }
    }

    @Test
    void fill_givesFreshBytes() {
        NonceSource source = new NonceSource(1);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[48];
            source.fill(bytes);
            seen.add(Base64.getEncoder().encodeToString(bytes));
            seen.add(source.next());
        }
        assertThat(seen).hasSize(2000);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 4", "3, 4", "8, 16", "32, 64", "128, 64"})
    void stripes_areAPowerOfTwo(int processors, int stripes) {
        assertThat(NonceSource.stripesFor(processors)).isEqualTo(stripes);
    }

    /** No generator is lost to a virtual thread that has to wait, and none is shared by two. Java 21 and later. */
    @Test
    void virtualThreads_getNoncesOfTheirOwn() throws Exception {
        ExecutorService pool = virtualThreads();
        if (pool == null) {
            System.out.println("NonceSource: virtual threads SKIPPED, this Java has none");
            return;
        }
        NonceSource source = new NonceSource(2);
        Set<String> all = ConcurrentHashMap.newKeySet();
        try {
            List<Future<?>> work = new ArrayList<>();
            for (int i = 0; i < 2_000; i++) {
                work.add(pool.submit(() -> {
                    for (int draw = 0; draw < 50; draw++) {
                        all.add(source.next());
                    }
                }));
            }
            for (Future<?> each : work) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(all).hasSize(100_000);
        System.out.println("NonceSource: 2000 virtual threads ran");
    }

    private static @Nullable ExecutorService virtualThreads() throws ReflectiveOperationException {
        if (Runtime.version().feature() < 21) {
            return null;
        }
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    /** What a nonce costs alone; the figures are for reading, the test holds only that none comes twice. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void cost_isPrinted(int threads) throws InterruptedException {
        int draws = Boolean.getBoolean("seaworthy.long") ? 2_000_000 : 20_000;
        NonceSource source = NonceSource.shared();
        LongAdder nanos = new LongAdder();
        Set<String> samples = ConcurrentHashMap.newKeySet();
        for (int round = 0; round < 3; round++) {
            nanos.reset();
            samples.clear();
            List<Thread> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Thread thread = new Thread(() -> {
                    long start = System.nanoTime();
                    String last = "";
                    for (int draw = 0; draw < draws; draw++) {
                        last = source.next();
                    }
                    nanos.add(System.nanoTime() - start);
                    samples.add(last);
                });
                thread.start();
                running.add(thread);
            }
            for (Thread thread : running) {
                thread.join();
            }
        }
        assertThat(samples).hasSize(threads);
        System.out.println("NonceSource: " + threads + " threads, " + nanos.sum() / ((long) threads * draws)
                + " ns a nonce, waiting for a processor included");
    }
}
