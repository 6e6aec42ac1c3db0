package io.seaworthy.config.flags;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RolloutTest {

    private static final int PEOPLE = 100_000;

    private static Set<Integer> on(String salt, int share) {
        Rollout rollout = new Rollout("key", salt, new String[] {"on"}, new int[] {share});
        Set<Integer> people = new HashSet<>();
        for (int i = 0; i < PEOPLE; i++) {
            if (rollout.variant(FlagContext.of("user-" + i)) != null) {
                people.add(i);
            }
        }
        return people;
    }

    @Test
    void growingShare_losesNobody() {
        Set<Integer> before = Set.of();
        for (int share = 0; share <= Rollout.PLACES; share += 10_000) {
            Set<Integer> now = on("checkout", share);
            assertThat(now.containsAll(before))
                    .as("%d keeps who was in before", share)
                    .isTrue();
            assertThat(now.size()).isBetween(share - 700, share + 700);
            before = now;
        }
        assertThat(before).hasSize(PEOPLE);
    }

    /** Chi-square with 99 degrees of freedom: above 148.2 once in a thousand; the people are fixed, so is the outcome. */
    @Test
    void places_areUniform() {
        for (String salt : new String[] {"checkout", "search", "a", ""}) {
            int[] counts = new int[100];
            for (int i = 0; i < PEOPLE; i++) {
                counts[Rollout.place(salt, "user-" + i) / 1_000]++;
            }
            double chi = 0;
            for (int count : counts) {
                chi += (count - 1_000.0) * (count - 1_000.0) / 1_000;
            }
            assertThat(chi).as(salt).isLessThan(148.2);
        }
    }

    @Test
    void flags_areIndependent() {
        String[] salts = {"checkout", "search", "checkout2", "Checkout"};
        for (int i = 0; i < salts.length; i++) {
            for (int j = i + 1; j < salts.length; j++) {
                Set<Integer> both = new HashSet<>(on(salts[i], 50_000));
                both.retainAll(on(salts[j], 50_000));
                assertThat(both.size()).isBetween(24_300, 25_700); // a quarter, five standard deviations
            }
        }
    }

    @Test
    void nobodyWithoutAKey_takesPart() {
        Rollout rollout = new Rollout("tenant", "x", new String[] {"on"}, new int[] {Rollout.PLACES});

        assertThat(rollout.variant(FlagContext.of("u"))).isNull();
        assertThat(rollout.variant(FlagContext.of("u").with("tenant", ""))).isNull();
        assertThat(rollout.variant(FlagContext.of("u").with("tenant", "t"))).isEqualTo("on");
    }
}
