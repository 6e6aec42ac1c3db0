package io.seaworthy.auth.webhook;

import java.time.Instant;

/**
 * Remembers which deliveries were taken on, so that a repetition has no effect. Claim the id of an event after its
 * signature was verified and before anything is done; release it where the work failed, so that the sender's retry is
 * heard. Implementations are thread-safe and throw {@link io.seaworthy.auth.StoreException} where they cannot be reached.
 */
public interface ReplayStore {

    /**
     * Claims an id; of all callers on all nodes exactly one gets true.
     *
     * @param id the event's id, with the sender's name in front where there are several senders; at most 255 characters
     * @param until when the id may be forgotten: after the sender has given up retrying (3 days with Stripe)
     */
    boolean claim(String id, Instant until);

    /** Gives a claim back. */
    void release(String id);

    /** Forgets what is past its {@code until}; how many. */
    int purge(Instant now);
}
