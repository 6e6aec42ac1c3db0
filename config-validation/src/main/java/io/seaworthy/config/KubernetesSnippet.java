package io.seaworthy.config;

import java.util.List;

/** Writes the {@code env} of a container: secrets by reference, the rest by value. Used once. */
final class KubernetesSnippet {

    private KubernetesSnippet() {}

    static String of(List<Setting> settings, String secretName) {
        StringBuilder text = new StringBuilder("env:\n");
        for (Setting setting : settings) {
            if (setting.isMap()) {
                text.append("  # ").append(setting.name()).append(" for each name\n");
                continue;
            }
            String fallback = setting.defaultIn(Profile.PRODUCTION);
            boolean required = setting.isRequiredIn(Profile.PRODUCTION) && !setting.isConditional();
            if (setting.isForbiddenIn(Profile.PRODUCTION)) {
                continue;
            }
            String mark = required ? "  " : "  # ";
            text.append(mark).append("- name: ").append(setting.name()).append('\n');
            if (setting.secret()) {
                text.append(mark).append("  valueFrom:\n").append(mark).append("    secretKeyRef:\n");
                text.append(mark).append("      name: ").append(secretName).append('\n');
                text.append(mark).append("      key: ").append(setting.name()).append('\n');
            } else {
                String value = fallback == null ? setting.converter().example(Profile.PRODUCTION) : fallback;
                text.append(mark)
                        .append("  value: \"")
                        .append(value.replace("\\", "\\\\").replace("\"", "\\\""));
                text.append("\"\n");
            }
        }
        return text.toString();
    }
}
