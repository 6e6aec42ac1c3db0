package io.seaworthy.kernel.readiness;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a report says about one catalogue item or one attestation group.
 *
 * @param id the id of the item or of the group
 * @param title what it is about
 * @param meaning what "enforced" means, or what the group covers
 * @param priority how urgent it is
 * @param state how it stands
 * @param evidence what live objects said about it; empty for a group
 * @param why what weakens it or why it is open, each as a sentence; empty where it is in order
 * @param attestation the one in force or, where there is none, the one that is in force no longer; null without any
 * @param lines how many lines of the source checklists it stands for
 */
public record Finding(
        String id,
        String title,
        String meaning,
        Priority priority,
        State state,
        List<Evidence> evidence,
        List<String> why,
        @Nullable Attestation attestation,
        int lines) {

    /** How an item stands, the best first. */
    public enum State {
        /** A live object says that it is in force, and nothing weakens it. */
        ENFORCED,
        /** No code enforces it here, and somebody answers for it. */
        ATTESTED,
        /** It is in force, but a source says what weakens it. */
        WEAKENED,
        /** Nobody says anything about it. */
        OPEN;

        /** Whether this is as good as the other or better. */
        public boolean isAtLeast(State other) {
            return compareTo(other) <= 0;
        }
    }

    public Finding {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(meaning, "meaning");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(state, "state");
        evidence = List.copyOf(evidence);
        why = List.copyOf(why);
    }

    /** Whether it is weakened or open. */
    public boolean isGap() {
        return !state.isAtLeast(State.ATTESTED);
    }
}
