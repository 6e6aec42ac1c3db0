package io.seaworthy.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code .env} text as one tool does. Names come from this file only: the environment of the process is never
 * interpolated. What the tool does not read is a problem with line and column. One pass over the text. Used once.
 */
final class DotEnvDialect {

    private static final int LONGEST = 65_536;
    private static final long ALL = 1 << 20;

    private final Dialect dialect;
    private final String text;
    private final DotEnv parsed = new DotEnv(new LinkedHashMap<>(), new java.util.ArrayList<>());
    private long expanded;
    private int at;
    private int line = 1;
    private int lineStart;

    private DotEnvDialect(Dialect dialect, String text) {
        this.dialect = dialect;
        this.text = text.replace("\r\n", "\n");
    }

    static DotEnv parse(Dialect dialect, String text) {
        if (text.startsWith("\ufeff")) {
            DotEnv rest = parse(dialect, text.substring(1));
            rest.problems().add(0, new DotEnv.Problem(1, 1, "byte_order_mark", "UTF-8 without a byte order mark"));
            return rest;
        } else if (dialect == Dialect.STRICT) {
            return DotEnv.parse(text);
        }
        DotEnvDialect reader = new DotEnvDialect(dialect, text);
        while (reader.at < reader.text.length()) {
            reader.entry();
        }
        return reader.parsed;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\n';
    }

    private void entry() {
        skipBlanks();
        if (peek() == '#' || peek() == '\n') {
            skipLine();
            return;
        }
        if (text.startsWith("export ", at)) {
            at += 7;
            skipBlanks();
        }
        int start = at;
        while (isName(peek(), at - start)) {
            at++;
        }
        String name = text.substring(start, at);
        skipBlanks();
        boolean colon =
                dialect != Dialect.PYTHON && peek() == ':' && at + 1 < text.length() && text.charAt(at + 1) == ' ';
        if (name.isEmpty() || (peek() != '=' && !colon)) {
            problem(name.isEmpty() ? "malformed_name" : "no_value", "NAME=value");
            skipLine();
            return;
        }
        at++;
        skipBlanks();
        int where = line;
        String value = value();
        if (value != null) {
            parsed.entries().put(name, new DotEnv.Entry(value, where)); // the last one wins in all three
        }
        skipLine();
    }

    private boolean isName(char c, int index) {
        boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
        boolean other = (c >= '0' && c <= '9') || c == '.' || c == '-';
        return letter || (other && index > 0);
    }

    private @Nullable String value() {
        char quote = peek();
        if (quote == '\'' || quote == '"' || (quote == '`' && dialect == Dialect.NODE)) {
            return quoted(quote);
        }
        int start = at;
        while (peek() != '\n' && !isComment(start)) {
            at++;
        }
        String bare = text.substring(start, at).strip();
        return dialect == Dialect.NODE ? bare : filled(bare);
    }

    /** Node's comment begins at any {@code #}, the others' after white space only. */
    private boolean isComment(int start) {
        boolean space = at == start || text.charAt(at - 1) == ' ' || text.charAt(at - 1) == '\t';
        return peek() == '#' && (space || dialect == Dialect.NODE);
    }

    private @Nullable String quoted(char quote) {
        int opened = at;
        int openedLine = line;
        int openedStart = lineStart;
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != quote) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                lineStart = at + 1;
            }
            if (c == '\\' && at + 1 < text.length() && hasEscapes(quote)) {
                escape(text.charAt(++at), quote, value);
            } else {
                value.append(c);
            }
            at++;
        }
        if (at >= text.length()) {
            at = opened;
            line = openedLine;
            lineStart = openedStart;
            problem("open_quote", "the closing quote");
            at = text.length();
            return null;
        }
        at++;
        boolean fills = dialect == Dialect.COMPOSE ? quote == '"' : dialect == Dialect.PYTHON;
        return fills ? filled(value.toString()) : value.toString();
    }

    private boolean hasEscapes(char quote) {
        return switch (dialect) {
            case COMPOSE -> true;
            case NODE -> quote == '"';
            default -> true;
        };
    }

    private void escape(char code, char quote, StringBuilder value) {
        boolean own = code == quote || code == '\\';
        if (dialect == Dialect.NODE || (quote == '\'' && !own)) {
            boolean end = dialect == Dialect.NODE && (code == 'n' || code == 'r');
            value.append(end ? (code == 'n' ? "\n" : "\r") : "\\" + code);
            return;
        } else if (own) {
            value.append(code);
            return;
        }
        int known = "nrt".indexOf(code);
        if (known >= 0) {
            value.append("\n\r\t".charAt(known));
        } else if (code == '$' && dialect == Dialect.COMPOSE) {
            value.append("$$"); // one dollar, after names are filled in
        } else {
            value.append('\\').append(code);
        }
    }

    /** Names of this file before; a name that is not there is empty. */
    private @Nullable String filled(String raw) {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < raw.length(); i++) {
            if (value.length() > LONGEST) {
                problem("value_too_long", "at most 64 KiB after names are filled in");
                return null;
            }
            char c = raw.charAt(i);
            char next = i + 1 < raw.length() ? raw.charAt(i + 1) : 0;
            if (c != '$') {
                value.append(c);
            } else if (next == '$' && dialect == Dialect.COMPOSE) {
                value.append('$');
                i++;
            } else if (next == '{' && raw.indexOf('}', i) > 0) {
                int close = raw.indexOf('}', i);
                value.append(reference(raw.substring(i + 2, close)));
                i = close;
            } else if (dialect == Dialect.COMPOSE && isName(next, 0)) {
                int end = i + 1;
                while (end < raw.length()
                        && isName(raw.charAt(end), end - i - 1)
                        && raw.charAt(end) != '.'
                        && raw.charAt(end) != '-') {
                    end++;
                }
                value.append(given(raw.substring(i + 1, end)));
                i = end - 1;
            } else {
                value.append(c);
            }
        }
        expanded += value.length();
        if (value.length() > LONGEST || expanded > ALL) {
            problem("value_too_long", "at most 64 KiB after names are filled in, 1 MiB in all");
            return null;
        }
        return value.toString();
    }

    private String reference(String inner) {
        int otherwise = inner.indexOf(":-");
        if (otherwise < 0) {
            return given(inner);
        }
        String known = given(inner.substring(0, otherwise));
        return known.isEmpty() ? inner.substring(otherwise + 2) : known;
    }

    private String given(String name) {
        Map<String, DotEnv.Entry> entries = parsed.entries();
        DotEnv.Entry entry = entries.get(name);
        return entry == null ? "" : entry.text();
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private void skipLine() {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end + 1;
        line++;
        lineStart = at;
    }

    private void problem(String code, String accepted) {
        parsed.problems().add(new DotEnv.Problem(line, at - lineStart + 1, code, accepted));
    }
}
