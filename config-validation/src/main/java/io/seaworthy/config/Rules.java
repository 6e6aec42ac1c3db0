package io.seaworthy.config;

import io.seaworthy.kernel.config.DidYouMean;
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

    private final RuleBook book;

    Rules(RuleBook book) {
        this.book = book;
    }

    /** The environment. */
    public Profile profile() {
        return book.profile();
    }

    /** A variable's value: given or by default, without a fault; what an {@code Optional} component holds. */
    public <T> Optional<T> value(String name, Class<T> type) {
        requireKnown(name);
        Object value = book.value(name);
        return value == null ? Optional.empty() : Optional.ofNullable(type.cast(value));
    }

    /** Whether the variable was given, itself or as a file. */
    public boolean isGiven(String name) {
        requireKnown(name);
        return book.isGiven(name);
    }

    /** Whether the variable has a fault already. */
    public boolean isFaulty(String name) {
        requireKnown(name);
        return book.isFaulty(name);
    }

    /** A fault unless the variable is given; it says why it is needed. */
    public void require(String name, String why) {
        if (!isGiven(name) && !isFaulty(name)) {
            book.missing(name, "Needed because " + why);
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
        book.fault(name, code, accepted, hint);
    }

    /** A warning, such as {@code "is not needed"}: the settings are used all the same. No colon follows the name: redactors read that as a value. */
    public void warn(String name, String predicate) {
        requireKnown(name);
        book.warn(name + " " + predicate);
    }

    private void requireKnown(String name) {
        if (!book.names().contains(name)) {
            String meant = DidYouMean.closest(name, book.names());
            throw new IllegalArgumentException(
                    "No component has @Env(\"" + name + "\")" + (meant == null ? "" : "; did you mean " + meant + "?"));
        }
    }
}
