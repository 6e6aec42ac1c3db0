package io.seaworthy.config;

import io.seaworthy.kernel.config.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of one record while it is read: values, where they came from, faults. Not thread-safe. */
final class Draft implements RuleBook {

    final Profile profile;
    final Map<String, Setting> settings = new LinkedHashMap<>();
    final Map<String, Object> values = new LinkedHashMap<>();
    final Map<String, Source> sources = new LinkedHashMap<>();
    final Map<String, Provenance> origins = new LinkedHashMap<>();
    /** The files that secrets were read from; paths are shown nowhere. */
    final Map<String, Path> files = new LinkedHashMap<>();

    final Set<String> faulty = new HashSet<>();
    final List<Violation> faults = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    /** What names in defaults and conditions stand for; secrets never get in. */
    final Map<String, String> texts = new HashMap<>();

    Draft(Profile profile) {
        this.profile = profile;
    }

    @Override
    public Profile profile() {
        return profile;
    }

    @Override
    public Set<String> names() {
        return settings.keySet();
    }

    @Override
    public @Nullable Object value(String name) {
        return values.get(name);
    }

    @Override
    public boolean isGiven(String name) {
        Source source = sources.get(name);
        return source != null && source.isGiven();
    }

    @Override
    public boolean isFaulty(String name) {
        return faulty.contains(name);
    }

    @Override
    public void fault(String name, String code, String accepted, String hint) {
        faults.add(Violation.of(name, null, code, accepted).hint(hint));
        faulty.add(name);
    }

    @Override
    public void missing(String name, String hint) {
        fault(name, "missing", accepted(Objects.requireNonNull(settings.get(name))), hint);
    }

    @Override
    public void warn(String sentence) {
        warnings.add(sentence);
    }

    void fault(Setting setting, Violation violation) {
        faults.add(violation);
        faulty.add(setting.name());
    }

    void faults(Setting setting, String path, String text, Refused refused) {
        for (Refused.Reason reason : refused.reasons()) {
            String shown = reason.element().isEmpty() ? text : reason.text();
            fault(setting, violation(path + reason.element(), shownOf(setting, shown), reason, accepted(setting)));
        }
    }

    String accepted(Setting setting) {
        return setting.converter().accepted(profile);
    }

    /** What may be shown: nothing of a secret, and no URL that could hold a password. */
    private static @Nullable String shownOf(Setting setting, String text) {
        return setting.isHidden() || text.indexOf('@') >= 0 ? null : text;
    }

    static Violation violation(String path, @Nullable String shown, Refused.Reason reason, String accepted) {
        Violation fault = Violation.of(path, shown, reason.code(), accepted);
        return reason.hint() == null ? fault : fault.hint(reason.hint());
    }
}
