package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.GuardChain;
import io.seaworthy.ratelimit.OverloadSimulation.Scenario;
import io.seaworthy.testkit.VirtualTicker;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Goodput under overload, in virtual time. Ten workers at 10 ms do 1,000 requests a second. */
class OverloadSimulationTest {

    private static final int SECONDS = 40;
    private static final int SEEDS = Boolean.getBoolean("seaworthy.long") ? 50 : 2;

    enum Load implements Scenario {
        /** Three times what the service can do, from the tenth second to the thirtieth. */
        STEP {
            @Override
            public double offered(double second) {
                return second >= 10 && second < 30 ? 3_000 : 800;
            }
        },
        /** A dependency takes five times as long for twenty seconds. */
        SLOW_DEPENDENCY {
            @Override
            public double work(double second) {
                return second >= 10 && second < 30 ? 50 : 10;
            }
        },
        /** A dependency does not answer at all for ten seconds; every request inside times out. */
        CONSTANT_TIMEOUTS {
            @Override
            public double work(double second) {
                return second >= 10 && second < 20 ? 1e9 : 10;
            }
        },
        /** Everything takes five times as long at first, because nothing is compiled and no cache is filled. */
        COLD_START {
            @Override
            public double work(double second) {
                return second < 5 ? 50 - 8 * second : 10;
            }
        };

        @Override
        public double offered(double second) {
            return 900;
        }

        @Override
        public double work(double second) {
            return 10;
        }
    }

    private enum Protection {
        FIXED,
        ADAPTIVE,
        ADAPTIVE_WITH_QUEUE
    }

    private static OverloadSimulation run(Load load, Protection protection, long seed) {
        VirtualTicker ticker = VirtualTicker.create();
        OverloadSimulation simulation = new OverloadSimulation(load, ticker, seed);
        OverloadGuardBuilder options = protection == Protection.FIXED
                ? OverloadGuard.builder(100)
                : OverloadGuard.adaptive(Duration.ofMillis(250)).ticker(ticker);
        OverloadGuard guard = options.guarantee("critical", 40, "/critical").build();
        GuardChain chain = protection == Protection.ADAPTIVE_WITH_QUEUE
                ? GuardChain.builder()
                        .thenAsync(new OverloadQueue(guard, 100, ticker, simulation::after))
                        .build()
                : GuardChain.of(guard);
        simulation.run(chain, SECONDS);
        assertThat(guard.inFlight()).as("permits that are out in the end").isZero();
        System.out.printf(
                "%s, %s, seed %d: goodput %.1f %%, critical lost %.2f %%, limit in the end %d%n",
                load,
                protection,
                seed,
                100 * simulation.share(),
                100 * simulation.criticalLoss(),
                guard.currentLimit());
        return simulation;
    }

    @ParameterizedTest
    @EnumSource(Load.class)
    void adaptiveLimit_keepsTheGoodput(Load load) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            OverloadSimulation plain = run(load, Protection.ADAPTIVE, seed);
            OverloadSimulation queued = run(load, Protection.ADAPTIVE_WITH_QUEUE, seed);
            assertThat(plain.share()).as("seed %d", seed).isGreaterThanOrEqualTo(0.95);
            assertThat(queued.share()).as("seed %d, with a queue", seed).isGreaterThanOrEqualTo(0.95);
            // While a dependency is dead nobody can be served, critical or not.
            if (load != Load.CONSTANT_TIMEOUTS) {
                assertThat(plain.criticalLoss()).as("seed %d", seed).isLessThan(0.01);
                assertThat(queued.criticalLoss())
                        .as("seed %d, with a queue", seed)
                        .isLessThan(0.01);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Load.class)
    void fixedLimit_keepsTheGoodput(Load load) {
        OverloadSimulation fixed = run(load, Protection.FIXED, 1);
        assertThat(fixed.share()).isGreaterThanOrEqualTo(0.95);
    }

    /** As a load, but what the others need in it is not what the critical class needs. */
    private record OnlyForOthers(Scenario load) implements Scenario {
        @Override
        public double offered(double second) {
            return load.offered(second);
        }

        @Override
        public double work(double second) {
            return load.work(second);
        }

        @Override
        public double work(double second, boolean critical) {
            return critical ? 10 : work(second);
        }
    }

    /**
     * The configuration that the documentation asks for: no more permits than workers, a queue, a guarantee. Where nothing
     * answers, the critical class is one that does not need it; else nobody could be served.
     */
    @ParameterizedTest
    @EnumSource(Load.class)
    void asManyPermitsAsWorkers_keepTheGoodputAndTheCriticalClass(Load load) {
        Scenario scenario = load == Load.CONSTANT_TIMEOUTS ? new OnlyForOthers(load) : load;
        for (long seed = 1; seed <= SEEDS; seed++) {
            for (boolean adapts : new boolean[] {false, true}) {
                VirtualTicker ticker = VirtualTicker.create();
                OverloadSimulation simulation = new OverloadSimulation(scenario, ticker, seed);
                OverloadGuardBuilder options = adapts
                        ? OverloadGuard.adaptive(Duration.ofMillis(250)).ticker(ticker)
                        : OverloadGuard.builder(OverloadSimulation.WORKERS);
                OverloadGuard guard = options.workers(OverloadSimulation.WORKERS)
                        .guarantee("critical", 10, "/critical")
                        .build();
                simulation.run(
                        GuardChain.builder()
                                .thenAsync(new OverloadQueue(guard, 100, ticker, simulation::after))
                                .build(),
                        SECONDS);
                String what = load + (adapts ? ", adaptive" : ", fixed") + ", seed " + seed;
                System.out.printf(
                        "%s, as many permits as workers: goodput %.1f %%, critical lost %.2f %%%n",
                        what, 100 * simulation.share(), 100 * simulation.criticalLoss());
                assertThat(guard.inFlight()).as(what).isZero();
                assertThat(simulation.share()).as(what).isGreaterThanOrEqualTo(0.95);
                assertThat(simulation.criticalLoss()).as(what).isLessThan(0.01);
            }
        }
    }

    /** What the others need does not answer for ten seconds; the critical class needs only a worker. */
    private static final class DeadDependencyOfTheOthers implements Scenario {
        @Override
        public double offered(double second) {
            return 600;
        }

        @Override
        public double work(double second) {
            return second >= 10 && second < 20 ? 1e9 : 10;
        }

        @Override
        public double work(double second, boolean critical) {
            return critical ? 10 : work(second);
        }
    }

    /**
     * A share of the permits is a share of the workers only where there are no more permits than workers: then the others
     * can hang as long as they like.
     */
    @Test
    void deadDependency_leavesTheClassThatDoesNotNeedIt() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            VirtualTicker ticker = VirtualTicker.create();
            OverloadSimulation simulation = new OverloadSimulation(new DeadDependencyOfTheOthers(), ticker, seed);
            OverloadGuard guard = OverloadGuard.builder(OverloadSimulation.WORKERS)
                    .guarantee("critical", 20, "/critical")
                    .build();
            simulation.run(
                    GuardChain.builder()
                            .thenAsync(new OverloadQueue(guard, 100, ticker, simulation::after))
                            .build(),
                    SECONDS);
            System.out.printf(
                    "dead dependency of the others, seed %d: critical lost %.2f %%%n",
                    seed, 100 * simulation.criticalLoss());
            assertThat(simulation.criticalLoss()).as("seed %d", seed).isLessThan(0.01);
        }
    }

    /** The scenarios would be worth nothing if a service without protection came through them. */
    @Test
    void unprotectedService_collapses() {
        OverloadSimulation simulation = new OverloadSimulation(Load.STEP, VirtualTicker.create(), 1);
        simulation.run(GuardChain.of(), SECONDS);
        assertThat(simulation.share()).isLessThan(0.8);
        assertThat(simulation.criticalLoss()).isGreaterThan(0.3);
    }
}
