package io.seaworthy.auth.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.StoreException;
import io.seaworthy.auth.TestClock;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.Revocations;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.auth.token.Verification;
import io.seaworthy.auth.token.VerifiedToken;
import io.seaworthy.auth.token.WhenStale;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Secret;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A node that dies before or after each of its store calls. Whatever it did, the user goes on with the newest token that
 * reached them, and a thief gains nothing that they would not have had.
 */
class CrashTest {

    /** What a node is doing when it dies. */
    enum Operation {
        LOGIN(world -> world.dying.open("user-1")),
        REFRESH(world -> world.dying.rotate(world.users)),
        REPEATED_REFRESH(world -> {
            world.refresh.rotate(world.users);
            world.dying.rotate(world.users);
        }),
        OVERTAKEN_REFRESH(world -> {
            world.users = world.next(world.next(world.users));
            world.dying.rotate(world.stolen);
        }),
        REUSE(world -> {
            world.users = world.next(world.users);
            world.clock.advance(Duration.ofMinutes(1));
            world.dying.rotate(world.stolen);
        }),
        LOGOUT(world -> world.dying.revokeFamily(world.users)),
        LOGOUT_EVERYWHERE(world -> world.dying.revokeAll("user-1"));

        private final Consumer<World> work;

        Operation(Consumer<World> work) {
            this.work = work;
        }
    }

    /** One session, a node that works and one that will die, over one store. */
    private static final class World implements AutoCloseable {

        final TestClock clock = TestClock.at("2026-11-21T10:00:00Z");
        final RefreshStore store = InMemoryRefreshStore.create();

        /** Asks the log each time, as nodes that outlive the dead one would at their next poll. */
        final Revocations revocations = Revocations.following(store.revocationLog(), WhenStale.REFUSE_TOKENS)
                .strictRevocation()
                .clock(clock)
                .start();

        final AccessTokens access = AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(SigningKeys.of(Secret.ofUtf8("a secret that has at least 32 bytes")))
                .clock(clock)
                .revocations(revocations)
                .build();
        final RefreshTokens refresh =
                RefreshTokens.builder(access, store).events(Events.none()).build();
        final List<String> calls = new ArrayList<>();
        final RefreshTokens dying;
        final TokenPair login = refresh.open("user-1");

        /** The newest refresh token that reached the user, and the copy that a thief has. */
        String users = login.refreshToken();

        final String stolen = login.refreshToken();

        World(int deathAt, boolean afterTheCall) {
            dying = RefreshTokens.builder(access, mortal(deathAt, afterTheCall))
                    .events(Events.none())
                    .build();
        }

        private RefreshStore mortal(int deathAt, boolean afterTheCall) {
            return (RefreshStore) Proxy.newProxyInstance(
                    CrashTest.class.getClassLoader(),
                    new Class<?>[] {RefreshStore.class},
                    (proxy, method, arguments) -> {
                        calls.add(method.getName());
                        boolean dies = calls.size() - 1 == deathAt;
                        if (calls.size() - 1 > deathAt || (dies && !afterTheCall)) {
                            throw new StoreException("the node is dead", new java.sql.SQLException());
                        }
                        try {
                            Object result = method.invoke(store, arguments);
                            if (dies) {
                                throw new StoreException("the node died here", new java.sql.SQLException());
                            }
                            return result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        String next(String token) {
            return ((Rotation.Rotated) refresh.rotate(token)).pair().refreshToken();
        }

        @Override
        public void close() {
            revocations.close();
        }

        void run(Operation operation) {
            try {
                operation.work.accept(this);
            } catch (StoreException e) {
                // The process is gone; nobody got an answer.
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void deathAtAnyStoreCall_strandsNobodyAndFavoursNoThief(Operation operation) {
        int calls;
        try (World undisturbed = new World(Integer.MAX_VALUE, false)) {
            undisturbed.run(operation);
            calls = undisturbed.calls.size();
        }
        assertThat(calls).as("store calls of %s", operation).isPositive();

        for (int call = 0; call < calls; call++) {
            for (boolean after : new boolean[] {false, true}) {
                try (World world = new World(call, after)) {
                    world.run(operation);
                    check(operation, world, operation + ", death " + (after ? "after " : "before ") + world.calls);
                }
            }
        }
    }

    private static void check(Operation operation, World world, String where) {
        boolean endsTheSession =
                operation == Operation.REUSE || operation.name().startsWith("LOGOUT");
        boolean ended = world.store.find(world.login.sessionId()).revokedAt() != null;
        if (!endsTheSession) {
            assertThat(ended).as(where).isFalse();
        }
        if (operation == Operation.REUSE) {
            thiefGetsNothing(world, where);
        } else if (ended) {
            assertThat(world.refresh.rotate(world.users)).as(where).isInstanceOf(Rotation.Refused.class);
        } else {
            userGoesOn(world, where);
        }
    }

    /** With what they have, even where the answer of the dead node never came; access tokens work, too. */
    private static void userGoesOn(World world, String where) {
        Rotation rotation = world.refresh.rotate(world.users);
        assertThat(rotation).as(where).isInstanceOf(Rotation.Rotated.class);
        TokenPair pair = ((Rotation.Rotated) rotation).pair();
        assertThat(world.access.verify(pair.accessToken())).as(where).isInstanceOf(VerifiedToken.class);
        assertThat(world.refresh.rotate(pair.refreshToken())).as(where).isInstanceOf(Rotation.Rotated.class);
    }

    /** Trying again gives nothing, and the theft is not forgotten: the session is over for both. */
    private static void thiefGetsNothing(World world, String where) {
        assertThat(world.refresh.rotate(world.stolen)).as(where).isInstanceOf(Rotation.Refused.class);
        assertThat(world.refresh.rotate(world.users)).as(where).isEqualTo(new Rotation.Refused(RefreshRefusal.REVOKED));
        assertThat(world.store.revocationLog().after(0).revocations()).as(where).hasSize(1);
        assertThat(world.access.verify(world.login.accessToken())).as(where).isInstanceOf(Verification.Refused.class);
    }
}
