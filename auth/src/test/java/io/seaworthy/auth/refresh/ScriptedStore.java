package io.seaworthy.auth.refresh;

import io.seaworthy.auth.token.RevocationLog;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A store that does something else right after its next calls: what another node does in between, or a crash. */
final class ScriptedStore implements RefreshStore {

    private final RefreshStore store;
    private final Deque<Runnable> afterAdvance = new ArrayDeque<>();
    private final Deque<Runnable> afterFind = new ArrayDeque<>();
    private final Deque<Runnable> afterRevoke = new ArrayDeque<>();

    ScriptedStore(RefreshStore store) {
        this.store = store;
    }

    ScriptedStore afterAdvance(Runnable then) {
        afterAdvance.add(then);
        return this;
    }

    ScriptedStore afterFind(Runnable then) {
        afterFind.add(then);
        return this;
    }

    ScriptedStore afterRevoke(Runnable then) {
        afterRevoke.add(then);
        return this;
    }

    private static void run(Deque<Runnable> script) {
        Runnable then = script.poll();
        if (then != null) {
            then.run();
        }
    }

    @Override
    public void insert(RefreshFamily family) {
        store.insert(family);
    }

    @Override
    public @Nullable RefreshFamily advance(
            String familyId, long counter, String keyId, Instant now, Instant idleExpiry) {
        RefreshFamily result = store.advance(familyId, counter, keyId, now, idleExpiry);
        run(afterAdvance);
        return result;
    }

    @Override
    public @Nullable RefreshFamily find(String familyId) {
        RefreshFamily result = store.find(familyId);
        run(afterFind);
        return result;
    }

    @Override
    public boolean rename(String familyId, String subject, @Nullable String label, Instant now) {
        return store.rename(familyId, subject, label, now);
    }

    @Override
    public boolean revoke(String familyId, Instant now, Instant until) {
        boolean result = store.revoke(familyId, now, until);
        run(afterRevoke);
        return result;
    }

    @Override
    public List<String> revokeAll(String subject, Instant now, Instant until) {
        return store.revokeAll(subject, now, until);
    }

    @Override
    public List<RefreshFamily> list(String subject, Instant now) {
        return store.list(subject, now);
    }

    @Override
    public int purge(Instant before) {
        return store.purge(before);
    }

    @Override
    public RevocationLog revocationLog() {
        return store.revocationLog();
    }
}
