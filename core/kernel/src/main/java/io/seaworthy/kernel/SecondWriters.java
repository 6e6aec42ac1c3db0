package io.seaworthy.kernel;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells once, for each field, that somebody else writes what a guard enforces: a framework's own header filter, most
 * often. The configured value leaves in any case; what is told is that two places configure it. One per chain,
 * thread-safe.
 */
final class SecondWriters {

    /** For edits that belong to no chain. */
    static final SecondWriters UNWATCHED = new SecondWriters(Events.none());

    /** Names come from guards, but a guard may make them up per request. */
    private static final int MOST_FIELDS = 100;

    /** Writers that came before are looked for in the first requests only: looking costs a lookup per field. */
    private static final int WATCHED_REQUESTS = 100;

    private final Events events;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** A lost count only makes the watch longer. */
    private int watched;

    SecondWriters(Events events) {
        this.events = events;
    }

    boolean watchesWrites() {
        return watched < WATCHED_REQUESTS && watched++ < WATCHED_REQUESTS;
    }

    /** The field had this value where the guards enforce another. */
    void found(String name, String value, ServerRequest request) {
        boolean ours = request.outcome().enforces(name, value);
        if (!ours && told.size() < MOST_FIELDS && told.add(name)) {
            events.emit(ChainEvent.SECOND_WRITER, request, new SecondWriter(name));
        }
    }

    /** Carries the field's name through an event; thrown by nobody. */
    static final class SecondWriter extends RuntimeException {

        private static final long serialVersionUID = 1;

        SecondWriter(String name) {
            super(
                    "Something else writes " + name + " too; the guards' value leaves. Switch the other writer off",
                    null,
                    false,
                    false);
        }
    }
}
