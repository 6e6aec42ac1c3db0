package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random requests that are charged to several windows and keys at once, with costs, refunds and quotas that change:
 * every decision is that of a model, and the bound holds on every interval.
 */
class LocalScheduleTest {

    private static final boolean LONG = Boolean.getBoolean("seaworthy.long");

    /** What one bucket should be: how much was taken from it, in the nanoseconds that it takes to come back. */
    private static final class Model {
        long missing;
        long at;

        // For the bound on every interval: what was taken until now, and the least that it was behind the clock.
        long taken;
        long lowest;
        long excess = Long.MIN_VALUE;

        void advanceTo(long now) {
            missing = Math.max(0, missing - (now - at));
            at = now;
        }

        void take(long price, long capacity) {
            lowest = Math.min(lowest, taken - at);
            missing += price;
            taken += price;
            excess = Math.max(excess, taken - at - lowest - capacity);
        }

        void refund(long price) {
            missing = Math.max(0, missing - price);
            taken -= price;
        }
    }

    private final VirtualTicker ticker = VirtualTicker.create();
    private final LocalLimitStore store =
            LocalLimitStore.builder(1_000_000, Overflow.REFUSE).ticker(ticker).build();
    private int keys;

    private final class Run {
        final Random random;
        final Map<String, Model> models = new HashMap<>();
        final long largest;
        final LimitKey[] callers = new LimitKey[3];
        final Quota[] plans;
        long now;
        int plan;

        Run(long seed) {
            random = new Random(seed);
            // Plans of one period, so that a share of one is the same share of the other.
            Duration period = Duration.ofMillis(1 + random.nextInt(100_000));
            plans = new Quota[] {
                Quota.of(1 + random.nextInt(50)).per(period),
                Quota.of(1 + random.nextInt(500)).per(period),
                Quota.of(1 + random.nextInt(1000)).per(period.multipliedBy(20))
            };
            largest = Math.max(plans[0].capacityNanos(), plans[1].capacityNanos());
            for (int i = 0; i < callers.length; i++) {
                callers[i] = new LimitKey(LimitKey.Kind.PRINCIPAL, seed, ++keys);
            }
        }

        Charge charge(int which) {
            LimitKey key = which == 2 ? callers[0] : callers[random.nextInt(callers.length)];
            int cost = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 1;
            return which == 2
                    ? new Charge(Limit.of("long", plans[2]), key, cost)
                    : new Charge(Limit.of(which == 0 ? "plan" : "route", plans[plan]), key, cost);
        }

        Model model(Charge charge) {
            Model model = models.computeIfAbsent(
                    charge.limit().policy() + charge.key().low(), name -> new Model());
            model.advanceTo(now);
            return model;
        }

        long price(Charge charge) {
            return charge.limit().quota().intervalNanos() * charge.cost();
        }

        /** Charges the models one after the other and takes it back where one refuses. */
        boolean modelAdmits(List<Charge> charges) {
            for (int i = 0; i < charges.size(); i++) {
                Charge charge = charges.get(i);
                Model model = model(charge);
                if (model.missing + price(charge) > charge.limit().quota().capacityNanos()) {
                    charges.subList(0, i).forEach(paid -> model(paid).missing -= price(paid));
                    return false;
                }
                model.missing += price(charge);
            }
            charges.forEach(charge -> model(charge).missing -= price(charge));
            return true;
        }

        long step() {
            if (random.nextInt(10) == 0) {
                plan = random.nextInt(2);
            }
            List<Charge> charges = new ArrayList<>();
            for (int which = 0; which < 3; which++) {
                if (random.nextInt(3) > 0) {
                    charges.add(charge(which));
                }
            }
            boolean expected = modelAdmits(charges);
            long[] verdicts = store.takeAll(charges);
            int refusal = Verdict.refusal(verdicts);
            assertThat(refusal < 0).isEqualTo(expected);
            if (expected) {
                charges.forEach(charge -> model(charge)
                        .take(
                                price(charge),
                                Math.max(largest, charge.limit().quota().capacityNanos())));
                for (int i = 0; i < verdicts.length; i++) {
                    if (charges.stream().filter(charges.get(i)::equals).count() == 1) {
                        assertThat(verdicts[i]).isLessThanOrEqualTo(model(charges.get(i)).missing);
                    }
                }
                if (random.nextInt(8) == 0) {
                    Charge back = charges.isEmpty() ? charge(0) : charges.get(0);
                    if (!charges.isEmpty()) {
                        store.refund(back.limit(), back.key(), back.cost());
                        model(back).refund(price(back));
                    }
                }
                return 0;
            }
            return verdicts[refusal] == Verdict.NEVER ? 0 : Verdict.waitNanos(verdicts[refusal]);
        }

        void pause(long wait) {
            long pause = switch (random.nextInt(6)) {
                case 0 -> wait;
                case 1 -> Math.max(0, wait - 1);
                case 2 -> random.nextInt(1_000_000);
                case 3 -> random.nextInt(20) == 0 ? (long) (random.nextDouble() * 2 * largest) : 0;
                default -> 0;
            };
            now += pause;
            ticker.advance(Duration.ofNanos(pause));
        }
    }

    @Test
    void everyDecision_isTheModelsAndTheBoundHolds() {
        long first = System.nanoTime();
        int schedules = LONG ? 1_000_000 : 10_000;
        System.out.println("schedules of several charges: " + schedules + ", first seed " + first);
        for (int i = 0; i < schedules; i++) {
            Run run = new Run(first + i);
            try {
                for (int step = 0; step < 60; step++) {
                    run.pause(run.step());
                }
                run.models.values().forEach(model -> assertThat(model.excess).isLessThanOrEqualTo(0));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + (first + i), e);
            }
        }
    }

    /** At each instant the threads take what they get; afterwards each bucket holds exactly what was admitted. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void threads_takeExactlyWhatIsThere(int threads) throws Exception {
        long seed = System.nanoTime();
        System.out.println("parallel schedules, " + threads + " threads, seed " + seed);
        Limit[] limits = {
            Limit.of("a", Quota.of(50).per(Duration.ofSeconds(5))),
            Limit.of("b", Quota.of(80).per(Duration.ofSeconds(4))),
            Limit.of("c", Quota.of(300).per(Duration.ofSeconds(60)))
        };
        LimitKey key = new LimitKey(LimitKey.Kind.PRINCIPAL, seed, 0);
        AtomicLongArray taken = new AtomicLongArray(limits.length);
        Model[] models = {new Model(), new Model(), new Model()};
        Random clock = new Random(seed);
        long[] now = new long[1];
        CyclicBarrier instant = new CyclicBarrier(threads, () -> {
            for (int i = 0; i < limits.length; i++) {
                models[i].take(
                        taken.getAndSet(i, 0) * limits[i].quota().intervalNanos(),
                        limits[i].quota().capacityNanos());
                assertThat(models[i].excess).isLessThanOrEqualTo(0);
            }
            long step = clock.nextInt(2_000_000_000);
            now[0] += step;
            ticker.advance(Duration.ofNanos(step));
            for (Model model : models) {
                model.advanceTo(now[0]);
            }
        });
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> parts = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                Random random = new Random(seed + t);
                parts.add(pool.submit(() -> {
                    for (int round = 0; round < (LONG ? 5_000 : 200); round++) {
                        for (int attempt = 0; attempt < 60; attempt++) {
                            takeSome(limits, key, taken, random);
                        }
                        instant.await();
                    }
                    return null;
                }));
            }
            for (Future<?> part : parts) {
                part.get();
            }
        } finally {
            pool.shutdownNow();
        }
        for (int i = 0; i < limits.length; i++) {
            Quota quota = limits[i].quota();
            long verdict = store.take(limits[i], key, 1);
            long expected = models[i].missing + quota.intervalNanos();
            assertThat(verdict)
                    .isEqualTo(expected <= quota.capacityNanos() ? expected : -(expected - quota.capacityNanos()));
        }
    }

    private void takeSome(Limit[] limits, LimitKey key, AtomicLongArray taken, Random random) {
        int which = 1 + random.nextInt(7);
        int cost = 1 + random.nextInt(3);
        List<Charge> charges = new ArrayList<>();
        for (int i = 0; i < limits.length; i++) {
            if ((which & 1 << i) != 0) {
                charges.add(new Charge(limits[i], key, cost));
            }
        }
        if (Verdict.refusal(store.takeAll(charges)) >= 0) {
            return;
        }
        boolean back = random.nextInt(4) == 0;
        for (int i = 0; i < limits.length; i++) {
            if ((which & 1 << i) != 0) {
                taken.addAndGet(i, back && i == 0 ? 0 : cost);
            }
        }
        if (back && (which & 1) != 0) {
            store.refund(limits[0], key, cost);
        }
    }
}
