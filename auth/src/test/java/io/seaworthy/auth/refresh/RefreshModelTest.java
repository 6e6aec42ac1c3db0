package io.seaworthy.auth.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.TestClock;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.auth.token.Verification;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every order of what two tabs, a thief, a logout and the passing of time can do to one session, to a given depth. */
class RefreshModelTest {

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int TABS = 2;
    private static final int THIEF = 2;
    private static final int LOGOUT = 3;
    private static final int TIME = 4;
    private static final int ACTIONS = 5;

    private int visited;

    @Test
    void everyOrderOfEvents_keepsTheInvariants() {
        int depth = Boolean.getBoolean("seaworthy.long") ? 8 : 5;
        explore(new ArrayList<>(), depth);

        System.out.println("orders of refresh events to depth " + depth + ": " + visited);
        assertThat(visited).isEqualTo((int) ((Math.pow(ACTIONS, depth + 1) - ACTIONS) / (ACTIONS - 1)));
    }

    private void explore(List<Integer> path, int depth) {
        for (int action = 0; action < ACTIONS; action++) {
            path.add(action);
            visited++;
            if (path.size() == depth) {
                new Run().play(path);
            } else {
                explore(path, depth);
            }
            path.remove(path.size() - 1);
        }
    }

    /** One order of events; the invariants are checked after each. */
    private static final class Run {

        private final TestClock clock = TestClock.at("2026-11-21T10:00:00Z");
        private final AccessTokens access = AccessTokens.issuer("i")
                .audience("a")
                .keys(SigningKeys.of(Secret.ofUtf8("a secret that has at least 32 bytes")))
                .clock(clock)
                .build();
        private final RefreshStore store = InMemoryRefreshStore.create();
        private final RefreshTokens refresh = RefreshTokens.builder(access, store)
                .grace(GRACE)
                .events(Events.none())
                .build();
        private final TokenPair login = refresh.open("user-1");
        private final Instant end = store.find(login.sessionId()).absoluteExpiry();

        private final String[] held = {login.refreshToken(), login.refreshToken(), login.refreshToken()};
        private final List<String> issued = new ArrayList<>(List.of(login.refreshToken()));
        private final List<Instant> replacedAt = new ArrayList<>();
        private final List<TokenPair> pairs = new ArrayList<>(List.of(login));
        private boolean dead;

        void play(List<Integer> path) {
            for (int action : path) {
                if (action < TABS || action == THIEF) {
                    refreshBy(action, path);
                } else if (action == LOGOUT) {
                    refresh.revokeFamily(held[0]);
                    dead = true;
                } else if (action == TIME) {
                    clock.advance(GRACE.dividedBy(2));
                }
                check(path);
            }
        }

        private void refreshBy(int actor, List<Integer> path) {
            String presented = held[actor];
            int number = issued.indexOf(presented);
            int newest = issued.size() - 1;
            Rotation rotation = refresh.rotate(presented);
            if (rotation instanceof Rotation.Rotated rotated) {
                assertThat(dead).as("%s: nobody refreshes a dead session", path).isFalse();
                String token = rotated.pair().refreshToken();
                if (number == newest) {
                    assertThat(issued)
                            .as("%s: the newest token makes a new one", path)
                            .doesNotContain(token);
                    issued.add(token);
                    replacedAt.add(clock.instant());
                } else {
                    assertThat(token)
                            .as("%s: a repetition makes no second leaf", path)
                            .isEqualTo(issued.get(newest));
                    assertThat(number)
                            .as("%s: only the predecessor repeats", path)
                            .isEqualTo(newest - 1);
                    assertThat(clock.instant())
                            .as("%s: in its window", path)
                            .isBefore(replacedAt.get(number).plus(GRACE));
                }
                pairs.add(rotated.pair());
                held[actor] = token;
            } else if (!dead) {
                assertThat(number).as("%s: the newest token always works", path).isLessThan(newest);
                boolean inWindow =
                        clock.instant().isBefore(replacedAt.get(number).plus(GRACE));
                RefreshRefusal reason = ((Rotation.Refused) rotation).reason();
                boolean remembered = newest - number <= RefreshFamily.REMEMBERED;
                assertThat(reason)
                        .as("%s", path)
                        .isEqualTo(inWindow && remembered ? RefreshRefusal.SUPERSEDED : RefreshRefusal.REUSE);
                dead = reason == RefreshRefusal.REUSE;
            }
        }

        private void check(List<Integer> path) {
            RefreshFamily family = store.find(login.sessionId());
            assertThat(family.absoluteExpiry())
                    .as("%s: the absolute end stays", path)
                    .isEqualTo(end);
            assertThat(family.revokedAt() != null).as("%s: dead is dead", path).isEqualTo(dead);
            assertThat(family.counter()).as("%s: one leaf", path).isEqualTo(issued.size() - 1);
            if (dead) {
                for (TokenPair pair : pairs) {
                    assertThat(access.verify(pair.accessToken()))
                            .as("%s: no access token of a dead session works", path)
                            .isInstanceOf(Verification.Refused.class);
                }
            }
        }
    }
}
