package io.seaworthy.auth.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.TestClock;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.auth.token.Verification;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Secret;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every interleaving of three actors' calls to the store: {@link RefreshModelTest} orders whole refreshes, here another
 * actor may come between any two steps of one. Each actor is a thread that stops before each of its calls; the schedule
 * says whose call is next, and time may pass between two.
 */
@Timeout(1800)
class RefreshInterleavingTest {

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int ACTORS = 3;
    private static final int TIME = 3;

    /** Two tabs and a thief with the user's newest token; or a tab, a thief with an old one, and a logout. */
    private enum Scene {
        TABS_AND_THIEF,
        THIEF_WITH_AN_OLD_TOKEN_AND_LOGOUT
    }

    private int played;

    @Test
    void everyInterleavingOfStoreCalls_keepsTheInvariants() throws Exception {
        int depth = Boolean.getBoolean("seaworthy.long") ? 8 : 5;
        for (Scene scene : Scene.values()) {
            play(scene, new int[depth], 0);
        }

        System.out.println("interleavings of store calls to depth " + depth + ": " + played);
        assertThat(played).isEqualTo((int) (Scene.values().length * Math.pow(ACTORS + 1, depth)));
    }

    private void play(Scene scene, int[] schedule, int at) throws Exception {
        if (at == schedule.length) {
            played++;
            new Run(scene, Arrays.toString(schedule)).play(schedule);
            return;
        }
        for (int turn = 0; turn <= TIME; turn++) {
            schedule[at] = turn;
            play(scene, schedule, at + 1);
        }
    }

    /** One thread; it asks for a turn before each store call, and says when it has ended. */
    private static final class Actor {

        private final SynchronousQueue<Boolean> turns = new SynchronousQueue<>();
        private final SynchronousQueue<Boolean> stops = new SynchronousQueue<>();
        private final Thread thread;
        private boolean ended;

        Actor(Runnable work) {
            thread = new Thread(() -> {
                await(turns);
                try {
                    work.run();
                } finally {
                    pass(stops, true);
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        /** Called by its own thread, before a call to the store. */
        void stop() {
            pass(stops, false);
            await(turns);
        }

        /** Goes on to its next call to the store, or its end. */
        void go() {
            if (!ended) {
                pass(turns, true);
                ended = await(stops);
            }
        }

        private static void pass(SynchronousQueue<Boolean> queue, boolean value) {
            try {
                assertThat(queue.offer(value, 60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private static boolean await(SynchronousQueue<Boolean> queue) {
            try {
                return queue.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class Run {

        private final TestClock clock = TestClock.at("2026-11-21T10:00:00Z");
        private final AccessTokens access = AccessTokens.issuer("i")
                .audience("a")
                .keys(SigningKeys.of(Secret.ofUtf8("a secret that has at least 32 bytes")))
                .clock(clock)
                .build();
        private final RefreshStore store = InMemoryRefreshStore.create();
        private final RefreshTokens direct = RefreshTokens.builder(access, store)
                .grace(GRACE)
                .events(Events.none())
                .build();
        private final TokenPair login = direct.open("user-1");
        private final Instant end = store.find(login.sessionId()).absoluteExpiry();
        private final Rotation[] answers = new Rotation[ACTORS];
        private final Actor[] actors = new Actor[ACTORS];
        private final String where;
        private final boolean oldToken;

        Run(Scene scene, String schedule) {
            where = scene + " " + schedule;
            oldToken = scene == Scene.THIEF_WITH_AN_OLD_TOKEN_AND_LOGOUT;
            String newest = login.refreshToken();
            if (oldToken) {
                newest = ((Rotation.Rotated) direct.rotate(newest)).pair().refreshToken();
                clock.advance(GRACE.dividedBy(2));
            }
            refreshing(0, newest);
            refreshing(1, oldToken ? login.refreshToken() : newest);
            if (oldToken) {
                actors[2] = new Actor(() -> through(2).revokeFamily(login.refreshToken()));
            } else {
                refreshing(2, newest);
            }
        }

        private void refreshing(int actor, String token) {
            actors[actor] = new Actor(() -> answers[actor] = through(actor).rotate(token));
        }

        /** Stops before each call to the store. */
        private RefreshTokens through(int actor) {
            RefreshStore stepwise = (RefreshStore) Proxy.newProxyInstance(
                    RefreshInterleavingTest.class.getClassLoader(),
                    new Class<?>[] {RefreshStore.class},
                    (proxy, method, arguments) -> {
                        actors[actor].stop();
                        try {
                            return method.invoke(store, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
            return RefreshTokens.builder(access, stepwise)
                    .grace(GRACE)
                    .events(Events.none())
                    .build();
        }

        void play(int[] schedule) {
            boolean dead = false;
            for (int turn : schedule) {
                if (turn == TIME) {
                    clock.advance(GRACE.dividedBy(2));
                } else {
                    actors[turn].go();
                }
                RefreshFamily family = store.find(login.sessionId());
                assertThat(family.absoluteExpiry()).as(where).isEqualTo(end);
                assertThat(dead && family.revokedAt() == null)
                        .as("%s: dead is dead", where)
                        .isFalse();
                dead = family.revokedAt() != null;
            }
            for (Actor actor : actors) {
                while (!actor.ended) {
                    actor.go();
                }
            }
            check(store.find(login.sessionId()));
        }

        private void check(RefreshFamily family) {
            Set<String> leaves = new HashSet<>();
            List<TokenPair> pairs = new ArrayList<>();
            for (Rotation answer : answers) {
                if (answer instanceof Rotation.Rotated rotated) {
                    pairs.add(rotated.pair());
                    leaves.add(rotated.pair().refreshToken());
                }
            }
            assertThat(family.counter()).as("%s: rotated at most once", where).isLessThanOrEqualTo(oldToken ? 2 : 1);
            long working = 0;
            for (String leaf : leaves) {
                clock.advance(GRACE.multipliedBy(2));
                working += direct.rotate(leaf) instanceof Rotation.Rotated ? 1 : 0;
            }
            assertThat(working)
                    .as("%s: no two live leaves after the grace", where)
                    .isLessThanOrEqualTo(1);
            if (family.revokedAt() != null) {
                assertThat(working)
                        .as("%s: nobody refreshes a dead session", where)
                        .isZero();
                for (TokenPair pair : pairs) {
                    assertThat(access.verify(pair.accessToken()))
                            .as("%s: no access token of a dead session works", where)
                            .isInstanceOf(Verification.Refused.class);
                }
            } else {
                assertThat(working)
                        .as("%s: a living session has its leaf", where)
                        .isEqualTo(1);
            }
            if (oldToken) {
                assertThat(family.revokedAt()).as("%s: logged out", where).isNotNull();
            }
        }
    }
}
