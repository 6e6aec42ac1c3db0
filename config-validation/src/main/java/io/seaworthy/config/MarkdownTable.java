package io.seaworthy.config;

import java.util.List;

/** Writes the Markdown reference. Stateless. */
final class MarkdownTable {

    private MarkdownTable() {}

    static String write(List<Setting> settings) {
        StringBuilder text = new StringBuilder(
                        "| variable | accepted | development | staging | production | meaning |\n")
                .append("|---|---|---|---|---|---|\n");
        for (Setting setting : settings) {
            text.append("| `").append(setting.name()).append("` | ");
            text.append(cell(Words.accepted(setting)));
            for (Profile profile : Profile.values()) {
                text.append(" | ").append(cell(Words.duty(setting, profile)));
            }
            text.append(" | ").append(cell(setting.doc())).append(" |\n");
        }
        return text.toString();
    }

    private static String cell(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "\\<")
                .replace("\n", " ");
    }
}
