package io.seaworthy.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes {@code .env.example}. Stateless. */
final class EnvExample {

    private EnvExample() {}

    static String write(List<Setting> settings) {
        StringBuilder text =
                new StringBuilder("# Generated from the settings record. Lines without # have to be filled.\n");
        for (Setting setting : settings) {
            text.append('\n');
            if (!setting.doc().isEmpty()) {
                text.append("# ").append(setting.doc()).append('\n');
            }
            text.append("# Accepted: ").append(Words.accepted(setting)).append('\n');
            text.append("# ").append(Words.duties(setting)).append('\n');
            if (setting.isMap()) {
                writeEntries(setting, text);
            } else {
                boolean always = setting.isRequiredIn(Profile.DEVELOPMENT) && !setting.isConditional();
                text.append(always ? "" : "#").append(setting.name()).append('=');
                text.append(always ? "" : value(setting)).append('\n');
            }
        }
        return text.toString();
    }

    private static String value(Setting setting) {
        String text = setting.defaultIn(Profile.DEVELOPMENT);
        if (text == null) {
            return setting.isHidden() ? "" : setting.converter().example(Profile.DEVELOPMENT);
        }
        return text;
    }

    private static void writeEntries(Setting setting, StringBuilder text) {
        String fallback = setting.defaultIn(Profile.DEVELOPMENT);
        Map<String, String> entries = fallback == null
                ? Map.of("name", setting.converter().example(Profile.DEVELOPMENT))
                : MapReading.entries(fallback);
        entries.forEach((key, value) -> text.append('#')
                .append(setting.start())
                .append(key.toUpperCase(Locale.ROOT))
                .append(setting.end())
                .append('=')
                .append(value)
                .append('\n'));
    }
}
