package io.seaworthy.benchmarks.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A closed loop: each connection sends its next request when it has the answer to the last. The times of its requests are
 * therefore those at full load, and a stall of the server delays requests that it should have caused to queue.
 */
final class Load {

    static final int CONNECTIONS = 8;
    private static final int MOST = 4_000_000;

    /** All requests of one round. */
    record Round(long requests, double seconds, long[] sortedNanos) {

        double nanosPerRequest() {
            return seconds * 1e9 / requests;
        }

        double percentile(double percent) {
            return sortedNanos[(int) Math.min(sortedNanos.length - 1, sortedNanos.length * percent / 100)];
        }
    }

    private Load() {}

    static Round run(int port, byte[] request, double seconds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
        try {
            long start = System.nanoTime();
            long end = start + (long) (seconds * 1e9);
            List<Callable<long[]>> loops = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                loops.add(() -> loop(port, request, end));
            }
            List<long[]> all = new ArrayList<>();
            for (Future<long[]> times : threads.invokeAll(loops)) {
                all.add(times.get());
            }
            double took = (System.nanoTime() - start) / 1e9;
            long[] nanos = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Round(nanos.length, took, nanos);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long[] loop(int port, byte[] request, long end) throws IOException {
        long[] times = new long[4096];
        int count = 0;
        try (Connection connection = new Connection(port, request)) {
            long before = System.nanoTime();
            while (before - end < 0 && count < MOST) {
                connection.exchange();
                long after = System.nanoTime();
                if (count == times.length) {
                    times = Arrays.copyOf(times, count * 2);
                }
                times[count++] = after - before;
                before = after;
            }
        }
        return Arrays.copyOf(times, count);
    }
}
