package io.seaworthy.config.parity;

import java.util.ArrayList;
import java.util.List;

/**
 * The plain YAML that manifests and compose files are written in, as lines of indent, key and value. Anchors, aliases, tags,
 * flow collections with content, tabs and multi-line texts are refused with the line: guessing at them would compare what
 * is not deployed. Stateless.
 */
final class YamlLines {

    /**
     * One line.
     *
     * @param item whether it begins an element of a list
     * @param key the key, empty for a bare element
     */
    record Line(int number, int indent, boolean item, String key, String value) {}

    private YamlLines() {}

    static List<Line> read(String text) {
        List<Line> lines = new ArrayList<>();
        String[] raw = text.split("\r?\n", -1);
        for (int i = 0; i < raw.length; i++) {
            String bare = raw[i].strip();
            if (!bare.isEmpty() && !bare.startsWith("#")) {
                lines.add(line(raw[i], i + 1));
            }
        }
        return lines;
    }

    private static Line line(String raw, int number) {
        int indent = 0;
        while (indent < raw.length() && raw.charAt(indent) == ' ') {
            indent++;
        }
        String rest = raw.substring(indent).stripTrailing();
        require(!rest.startsWith("\t"), number);
        boolean item = rest.startsWith("- ") || rest.equals("-");
        if (item) {
            String after = rest.substring(1).stripLeading();
            indent += rest.length() - after.length();
            rest = after;
        }
        int colon = rest.startsWith("\"") || rest.startsWith("'") ? -1 : colon(rest);
        String key = colon < 0 ? "" : rest.substring(0, colon);
        String value = colon < 0 ? rest : rest.substring(colon + 1).strip();
        return new Line(number, indent, item, key, scalar(value, number));
    }

    private static int colon(String rest) {
        int colon = rest.indexOf(':');
        while (colon >= 0 && colon + 1 < rest.length() && rest.charAt(colon + 1) != ' ') {
            colon = rest.indexOf(':', colon + 1);
        }
        return colon;
    }

    private static String scalar(String value, int number) {
        if (value.isEmpty() || value.startsWith("#") || value.equals("{}") || value.equals("[]")) {
            return "";
        }
        char first = value.charAt(0);
        require("&*!|>{[%@`".indexOf(first) < 0, number);
        if (first == '"' || first == '\'') {
            int end = value.indexOf(first, 1);
            String rest = end < 0 ? "x" : value.substring(end + 1).strip();
            require(rest.isEmpty() || rest.startsWith("#"), number);
            String inner = value.substring(1, end);
            require(first == '\'' || inner.indexOf('\\') < 0, number);
            return inner;
        }
        int comment = value.indexOf(" #");
        return comment < 0 ? value : value.substring(0, comment).strip();
    }

    private static void require(boolean plain, int number) {
        if (!plain) {
            throw new IllegalArgumentException("line " + number + ": only plain YAML is compared");
        }
    }
}
