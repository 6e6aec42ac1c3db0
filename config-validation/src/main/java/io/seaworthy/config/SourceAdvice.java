package io.seaworthy.config;

import io.seaworthy.kernel.readiness.Evidence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What to say about where values came from. Stateless. */
final class SourceAdvice {

    private SourceAdvice() {}

    /** One warning of each kind, with all names that it is about: a start should not scroll. */
    static List<String> warnings(Profile profile, List<Setting> settings, Map<String, Source> sources) {
        List<String> generated = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        List<String> files = new ArrayList<>();
        for (Setting setting : settings) {
            Source source = sources.get(setting.name());
            if (source == Source.GENERATED) {
                generated.add(setting.name());
            } else if (setting.secret() && source == Source.ENVIRONMENT && profile != Profile.DEVELOPMENT) {
                seen.add(setting.name());
                files.add(setting.fileName());
            }
        }
        List<String> warnings = new ArrayList<>();
        if (!generated.isEmpty()) {
            boolean one = generated.size() == 1;
            warnings.add(String.join(", ", generated)
                    + (one
                            ? " is generated at start and ends with the process"
                            : " are generated at start and end with the process"));
        }
        if (!seen.isEmpty()) {
            warnings.add(String.join(", ", seen)
                    + (seen.size() == 1 ? " is" : " are")
                    + " seen by child processes and dumps; give "
                    + String.join(", ", files));
        }
        return warnings;
    }

    private static Map<Source, List<String>> bySource(Map<String, Source> sources) {
        Map<Source, List<String>> names = new EnumMap<>(Source.class);
        sources.forEach((name, source) ->
                names.computeIfAbsent(source, key -> new ArrayList<>()).add(name));
        return names;
    }

    static String summary(Profile profile, String remark, Map<String, Source> sources, List<String> warnings) {
        Map<Source, List<String>> names = bySource(sources);
        List<String> counts = new ArrayList<>();
        names.forEach((source, list) -> counts.add(list.size() + " " + source.label()));
        StringBuilder text = new StringBuilder("Settings: ")
                .append(profile.label())
                .append("; ")
                .append(sources.size())
                .append(" settings (")
                .append(String.join(", ", counts))
                .append(")")
                .append(remark.isEmpty() ? "" : ", ")
                .append(remark)
                .append('\n');
        for (Source source : Source.values()) {
            List<String> list = names.get(source);
            if (list != null && source != Source.DEFAULT && source != Source.ABSENT) {
                text.append("  ").append(source.label()).append(": ");
                text.append(String.join(" ", list)).append('\n');
            }
        }
        for (String warning : warnings) {
            text.append("  warning: ").append(warning).append('\n');
        }
        return text.toString();
    }

    static List<Evidence> evidence(
            Profile profile, List<Setting> settings, Map<String, Source> sources, boolean valid) {
        if (!valid) {
            return List.of();
        }
        List<Evidence> evidence = new ArrayList<>();
        String component = "Environment";
        evidence.add(Evidence.enforced(
                "CONF-ENV", component, settings.size() + " settings validated at start, every fault at once"));
        evidence.add(Evidence.enforced(
                "CONF-PROFILE", component, "rules of " + profile.label() + "; an unknown name counts as production"));
        List<String> weak = new ArrayList<>();
        List<String> unchecked = new ArrayList<>();
        int secrets = 0;
        for (Setting setting : settings) {
            secrets += setting.secret() ? 1 : 0;
            Source source = sources.get(setting.name());
            if (source == Source.GENERATED) {
                weak.add(setting.name() + " is generated at start and ends with the process");
            }
            if (setting.secret() && setting.converter() instanceof SecretConverter secret && !secret.isKey()) {
                unchecked.add(setting.name());
            }
        }
        String summary = secrets + " secrets in a type that does not print; files accepted";
        evidence.add(new Evidence("CONF-SECRET", component, summary, weak));
        String checked = (secrets - unchecked.size()) + " of " + secrets + " secrets refused when weak or placeholder";
        evidence.add(Evidence.enforced(
                "CONF-PLACEHOLDER",
                component,
                unchecked.isEmpty() ? checked : checked + "; issued by others: " + String.join(", ", unchecked)));
        return evidence;
    }
}
