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
        for (Refused.Reason given : refused.reasons()) {
            // a hint may be made of the value
            Refused.Reason reason =
                    setting.sensitive() ? new Refused.Reason(given.element(), given.text(), given.code(), null) : given;
            String part = reason.element().isEmpty() ? text : reason.text();
            fault(setting, violation(path + reason.element(), shownOf(setting, text, part), reason, accepted(setting)));
        }
    }

    String accepted(Setting setting) {
        return setting.converter().accepted(profile);
    }

    /**
     * What may be shown of a part of a text: nothing of a secret, nothing where there is an {@code @} anywhere in it, and of a URL no
     * path and no query, as those hold tokens and passwords.
     */
    static @Nullable String shownOf(Setting setting, String whole, String part) {
        if (setting.isHidden() || whole.indexOf('@') >= 0) {
            return null;
        }
        if (isUrl(part)) {
            return origin(part);
        }
        // What was to be a URL and lacks its scheme, or a slash of it, has a path all the same.
        boolean meantAsUrl = setting.converter() instanceof UrlConverter && hasAnyOf(part, "/\\?#");
        return meantAsUrl || isUrl(whole) ? null : part;
    }

    private static boolean hasAnyOf(String text, String characters) {
        for (int i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUrl(String text) {
        return text.contains("://") || text.startsWith("jdbc:");
    }

    private static @Nullable String origin(String url) {
        int authority = url.indexOf("://");
        if (authority > 0 && hasAnyOf(url.substring(0, authority), "/\\?#;")) {
            return null;
        }
        int end = authority < 0 ? "jdbc:".length() : authority + 3;
        while (authority >= 0 && end < url.length() && "/\\?#;".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        boolean bare = end == url.length() || url.substring(end).equals("/");
        return bare ? url : url.substring(0, end) + "/...";
    }

    static Violation violation(String path, @Nullable String shown, Refused.Reason reason, String accepted) {
        Violation fault = Violation.of(path, shown, reason.code(), accepted);
        return reason.hint() == null ? fault : fault.hint(reason.hint());
    }
}
