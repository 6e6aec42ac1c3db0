package io.seaworthy.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A {@code .env} text in a dialect that Compose, Node's dotenv and python-dotenv read alike; whatever they disagree on is a
 * problem with line and column. One pass, linear. Immutable.
 *
 * <p>{@code NAME=value}, {@code NAME='value'}, {@code NAME="value"}, {@code # comment} on a line of its own, empty lines.
 */
record DotEnv(Map<String, Entry> entries, List<Problem> problems) {

    /** A value and the line it is on, from 1. */
    record Entry(String text, int line) {
        @Override
        public String toString() {
            return "line " + line;
        }
    }

    /** A construct that tools disagree on; line and column from 1, no text of the file. */
    record Problem(int line, int column, String code, String accepted) {}

    static DotEnv parse(String text) {
        DotEnv parsed = new DotEnv(new LinkedHashMap<>(), new ArrayList<>());
        int start = 0;
        for (int line = 1; start <= text.length(); line++) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            int stop = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
            parsed.readLine(text.substring(start, stop), line);
            start = end + 1;
        }
        return parsed;
    }

    private void readLine(String line, int number) {
        if (line.isEmpty() || line.charAt(0) == '#') {
            return;
        }
        if (line.isBlank()) {
            problem(number, 1, "white_space", "an empty line without spaces");
            return;
        }
        int equals = line.indexOf('=');
        int nameEnd = 0;
        while (nameEnd < line.length() && isName(line.charAt(nameEnd), nameEnd)) {
            nameEnd++;
        }
        if (line.startsWith("export ")) {
            problem(number, 1, "export", "NAME=value without export");
        } else if (equals < 0) {
            problem(number, line.length() + 1, "no_value", "NAME=value");
        } else if (nameEnd == 0 || nameEnd != equals) {
            problem(number, nameEnd + 1, "malformed_name", "letters, digits and underscores, then = without spaces");
        } else if (entries.containsKey(line.substring(0, equals))) {
            problem(number, 1, "given_twice", "each name once");
        } else {
            readValue(line, equals + 1, number);
        }
    }

    private static boolean isName(char c, int index) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || (index > 0 && c >= '0' && c <= '9');
    }

    private void readValue(String line, int from, int number) {
        char quote = from < line.length() ? line.charAt(from) : 0;
        boolean quoted = quote == '"' || quote == '\'';
        int first = quoted ? from + 1 : from;
        int end = first;
        while (end < line.length() && !(quoted && line.charAt(end) == quote)) {
            char c = line.charAt(end);
            if (c == '$' || c == '\\' || c == '`') {
                problem(number, end + 1, "interpolation", "a value without $, backslash and backtick");
                return;
            } else if (c < 0x20 || c == 0x7f) {
                problem(number, end + 1, "control_character", "one line of text");
                return;
            } else if (!quoted && (c == '#' || c == '"' || c == '\'')) {
                problem(
                        number,
                        end + 1,
                        c == '#' ? "comment" : "quote",
                        "a value in quotes where it holds # or quotes");
                return;
            }
            end++;
        }
        if (quoted && end == line.length()) {
            problem(number, from + 1, "open_quote", "the closing quote on the same line");
        } else if (quoted && end + 1 < line.length()) {
            problem(number, end + 2, "after_quote", "nothing after the closing quote");
        } else if (!quoted && end > first && (isSpace(line.charAt(first)) || isSpace(line.charAt(end - 1)))) {
            problem(number, isSpace(line.charAt(first)) ? first + 1 : end, "white_space", "no spaces around the value");
        } else {
            entries.put(line.substring(0, from - 1), new Entry(line.substring(first, end), number));
        }
    }

    /** Any that one of the tools may trim. */
    private static boolean isSpace(char c) {
        return Character.isSpaceChar(c) || Character.isWhitespace(c) || c == '\ufeff' || c == '\u0085';
    }

    private void problem(int line, int column, String code, String accepted) {
        problems.add(new Problem(line, column, code, accepted));
    }

    /** Counts; no value. */
    @Override
    public String toString() {
        return "DotEnv[" + entries.size() + " entries, " + problems.size() + " problems]";
    }
}
