package io.seaworthy.config;

import io.seaworthy.kernel.config.DidYouMean;
import io.seaworthy.kernel.config.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

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

    private final Profile profile;
    private final Map<String, Object> values;
    private final Map<String, Source> sources;
    private final Map<String, Setting> settings;
    private final Set<String> faulty;
    private final List<Violation> faults;
    private final List<String> warnings;

    Rules(
            Profile profile,
            Map<String, Object> values,
            Map<String, Source> sources,
            Map<String, Setting> settings,
            Set<String> faulty,
            List<Violation> faults,
            List<String> warnings) {
        this.profile = profile;
        this.values = values;
        this.sources = sources;
        this.settings = settings;
        this.faulty = faulty;
        this.faults = faults;
        this.warnings = warnings;
    }

    /** The environment. */
    public Profile profile() {
        return profile;
    }

    /** A variable's value: given or by default, without a fault; what an {@code Optional} component holds. */
    public <T> Optional<T> value(String name, Class<T> type) {
        requireKnown(name);
        return Optional.ofNullable(values.get(name)).map(type::cast);
    }

    /** Whether the variable was given, itself or as a file. */
    public boolean isGiven(String name) {
        requireKnown(name);
        Source source = sources.get(name);
        return source != null && source.isGiven();
    }

    /** Whether the variable has a fault already. */
    public boolean isFaulty(String name) {
        requireKnown(name);
        return faulty.contains(name);
    }

    /** A fault unless the variable is given; it says why it is needed. */
    public void require(String name, String why) {
        if (!isGiven(name) && !isFaulty(name)) {
            Setting setting = Objects.requireNonNull(settings.get(name));
            faults.add(Violation.of(name, null, "missing", setting.converter().accepted(profile))
                    .hint("Needed because " + why));
            faulty.add(name);
        }
    }

    /** A fault of a variable; no value is shown, so that none can leak. */
    public void fault(String name, String code, String accepted, String hint) {
        requireKnown(name);
        faults.add(Violation.of(name, null, code, accepted).hint(hint));
        faulty.add(name);
    }

    /** A warning, such as {@code "is not needed"}: the settings are used all the same. No colon follows the name: redactors read that as a value. */
    public void warn(String name, String predicate) {
        requireKnown(name);
        warnings.add(name + " " + predicate);
    }

    private void requireKnown(String name) {
        if (!settings.containsKey(name)) {
            String meant = DidYouMean.closest(name, settings.keySet());
            throw new IllegalArgumentException(
                    "No component has @Env(\"" + name + "\")" + (meant == null ? "" : "; did you mean " + meant + "?"));
        }
    }
}
