package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Ticker;
import java.time.Duration;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** The local store's atomics on real processors; {@link StoreStressTest} runs this. */
final class StoreStress {

    private static final Quota TWO = Quota.of(2).per(Duration.ofHours(1));
    private static final Ticker FROZEN = () -> 1_000;

    private StoreStress() {}

    private static LocalLimitStore store() {
        return LocalLimitStore.builder(1_000, Overflow.REFUSE).ticker(FROZEN).build();
    }

    private static int admitted(long verdict) {
        return Verdict.isAdmitted(verdict) ? 1 : 0;
    }

    /** Two threads want one each of two; the bucket is made by the first of them. Two, because machines have so many. */
    @JCStressTest
    @Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "each gets one, and none is left")
    @Outcome(expect = Expect.FORBIDDEN, desc = "more or fewer than there are")
    @State
    public static class OneBucket {
        private final LocalLimitStore store = store();
        private final Limit limit = Limit.of("plan", TWO);
        private final LimitKey key = LimitKey.ofEverybody();

        @Actor
        public void one(III_Result result) {
            result.r1 = admitted(store.take(limit, key, 1));
        }

        @Actor
        public void two(III_Result result) {
            result.r2 = admitted(store.take(limit, key, 1));
        }

        @Arbiter
        public void rest(III_Result result) {
            result.r3 = admitted(store.take(limit, key, 1));
        }
    }

    /** Two threads spend from their loans while one of them ends the lease. */
    @JCStressTest
    @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "what is left and what was taken are the burst")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a loan was spent twice or lost")
    @State
    public static class Loans {
        private static final int BURST = 2_200;

        private final LocalLimitStore store = store();
        private final Limit limit =
                Limit.of("hot", Quota.of(1).per(Duration.ofHours(1)).burst(BURST));
        private final LimitKey key = LimitKey.ofEverybody();

        public Loans() {
            store.take(limit, key, 1);
            store.lend(limit, key);
            store.take(limit, key, 1);
        }

        @Actor
        public void one(III_Result result) {
            result.r1 = admitted(store.take(limit, key, 1));
        }

        @Actor
        public void two(III_Result result) {
            result.r2 = admitted(store.take(limit, key, 2));
        }

        @Arbiter
        public void rest(III_Result result) {
            int all = admitted(store.take(limit, key, BURST - 5));
            result.r3 = all - admitted(store.take(limit, key, 1));
        }
    }

    /** Two requests want the same two buckets, in other orders, and there is enough for one of them. */
    @JCStressTest
    @Outcome(
            id = {"1, 0, 1", "0, 1, 1"},
            expect = Expect.ACCEPTABLE,
            desc = "one gets both, and one is left of the larger")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a part was taken, or too much")
    @State
    public static class TwoBuckets {
        private final LocalLimitStore store = store();
        private final Charge few = new Charge(Limit.of("few", TWO), LimitKey.ofEverybody(), 2);
        private final Charge more =
                new Charge(Limit.of("more", Quota.of(3).per(Duration.ofHours(1))), LimitKey.ofEverybody(), 2);

        @Actor
        public void one(III_Result result) {
            result.r1 = Verdict.refusal(store.takeAll(List.of(few, more))) < 0 ? 1 : 0;
        }

        @Actor
        public void two(III_Result result) {
            result.r2 = Verdict.refusal(store.takeAll(List.of(more, few))) < 0 ? 1 : 0;
        }

        @Arbiter
        public void rest(III_Result result) {
            result.r3 = admitted(store.take(more.limit(), more.key(), 1))
                    + admitted(store.take(more.limit(), more.key(), 1));
        }
    }

    /** A charge of one key while another key's bucket takes a slot, and a third afterwards. */
    @JCStressTest
    @Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "nobody is in another's bucket")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a bucket was mixed up")
    @State
    public static class ThreeKeys {
        private final LocalLimitStore store = store();
        private final Limit one = Limit.of("one", Quota.of(1).per(Duration.ofHours(1)));

        @Actor
        public void first(III_Result result) {
            result.r1 = admitted(store.take(one, new LimitKey(LimitKey.Kind.PRINCIPAL, 1, 1), 1));
        }

        @Actor
        public void second(III_Result result) {
            result.r2 = admitted(store.take(one, new LimitKey(LimitKey.Kind.PRINCIPAL, 1, 2), 1));
        }

        @Arbiter
        public void third(III_Result result) {
            result.r3 = admitted(store.take(one, new LimitKey(LimitKey.Kind.PRINCIPAL, 1, 3), 1));
        }
    }

    /** What two take and one of them gives back adds up. */
    @JCStressTest
    @Outcome(id = "3600000000000, 3600000000000, 1", expect = Expect.ACCEPTABLE, desc = "refunded in between")
    @Outcome(
            id = {
                "1800000000000, 3600000000000, 1",
                "3600000000000, 1800000000000, 1",
                "1800000000000, 1800000000000, 1"
            },
            expect = Expect.ACCEPTABLE,
            desc = "one after the other")
    @Outcome(expect = Expect.FORBIDDEN, desc = "a charge or a refund was lost")
    @State
    public static class Refund {
        private final LocalLimitStore store = store();
        private final Limit limit = Limit.of("plan", TWO);
        private final LimitKey key = LimitKey.ofEverybody();

        @Actor
        public void one(JJJ_Result result) {
            result.r1 = store.take(limit, key, 1);
            store.refund(limit, key, 1);
        }

        @Actor
        public void two(JJJ_Result result) {
            result.r2 = store.take(limit, key, 1);
        }

        @Arbiter
        public void rest(JJJ_Result result) {
            result.r3 = admitted(store.take(limit, key, 1)) + admitted(store.take(limit, key, 1));
        }
    }
}
