package io.seaworthy.config;

import io.seaworthy.kernel.config.DidYouMean;
import io.seaworthy.kernel.config.Violation;
import java.util.Objects;
import java.util.Optional;

/**
 * What a record's own rules work with: the values so far, and where faults go. A record declares
 * {@code static void rules(Rules rules)}; it runs although other settings have faults, so that all are reported in one
 * run. A value with a fault counts as not there, and its rules are best skipped ({@link #isFaulty}).
 *
 * <pre>{@code
 * static void rules(Rules rules) {
 *     rules.value("PUBLIC_URL", URI.class)
 *          .filter(url -> url.getScheme().equals("https"))
 *          .ifPresent(url -> rules.require("TRUSTED_PROXIES", "PUBLIC_URL is https and the server speaks http"));
 * }
 * }</pre>
 *
 * <p>Used by one thread, while the settings are read.
 */
public final class Rules {

    private final Draft draft;

    Rules(Draft draft) {
        this.draft = draft;
    }

    /** The environment. */
    public Profile profile() {
        return draft.profile;
    }

    /** A variable's value: given or by default, without a fault; what an {@code Optional} component holds. */
    public <T> Optional<T> value(String name, Class<T> type) {
        requireKnown(name);
        return Optional.ofNullable(draft.values.get(name)).map(type::cast);
    }

    /** Whether the variable was given, itself or as a file. */
    public boolean isGiven(String name) {
        requireKnown(name);
        Source source = draft.sources.get(name);
        return source != null && source.isGiven();
    }

    /** Whether the variable has a fault already. */
    public boolean isFaulty(String name) {
        requireKnown(name);
        return draft.faulty.contains(name);
    }

    /** A fault unless the variable is given; it says why it is needed. */
    public void require(String name, String why) {
        if (!isGiven(name) && !isFaulty(name)) {
            Setting setting = Objects.requireNonNull(draft.settings.get(name));
            draft.faults.add(
                    Violation.of(name, null, "missing", setting.converter().accepted(draft.profile))
                            .hint("Needed because " + why));
            draft.faulty.add(name);
        }
    }

    /** Both given is a fault: nobody knows which one was meant. */
    public void exclusive(String name, String other) {
        if (isGiven(name) && isGiven(other) && !isFaulty(name) && !isFaulty(other)) {
            fault(other, "conflict", "either " + name + " or " + other, "Unset one of them");
        }
    }

    /** One given without the other is a fault. */
    public void together(String name, String other) {
        if (isGiven(name) != isGiven(other)) {
            String given = isGiven(name) ? name : other;
            require(isGiven(name) ? other : name, given + " is given");
        }
    }

    /** A fault of a variable; no value is shown, so that none can leak. */
    public void fault(String name, String code, String accepted, String hint) {
        requireKnown(name);
        draft.faults.add(Violation.of(name, null, code, accepted).hint(hint));
        draft.faulty.add(name);
    }

    /** A warning, such as {@code "is not needed"}: the settings are used all the same. No colon follows the name: redactors read that as a value. */
    public void warn(String name, String predicate) {
        requireKnown(name);
        draft.warnings.add(name + " " + predicate);
    }

    private void requireKnown(String name) {
        if (!draft.settings.containsKey(name)) {
            String meant = DidYouMean.closest(name, draft.settings.keySet());
            throw new IllegalArgumentException(
                    "No component has @Env(\"" + name + "\")" + (meant == null ? "" : "; did you mean " + meant + "?"));
        }
    }
}
