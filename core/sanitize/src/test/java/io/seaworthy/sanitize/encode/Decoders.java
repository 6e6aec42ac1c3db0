package io.seaworthy.sanitize.encode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How the languages read what {@link Encode} writes: written from their rules, not from our tables. */
final class Decoders {

    private static final Map<String, String> NAMED = Map.of("amp", "&", "lt", "<", "gt", ">");

    private Decoders() {}

    static String markup(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '&') {
                out.append(text.charAt(i));
                continue;
            }
            int end = text.indexOf(';', i);
            String name = text.substring(i + 1, end);
            out.append(
                    name.startsWith("#") ? Character.toString(Integer.parseInt(name.substring(1))) : NAMED.get(name));
            i = end;
        }
        return out.toString();
    }

    static String script(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '\\') {
                out.append(text.charAt(i));
                continue;
            }
            char kind = text.charAt(++i);
            switch (kind) {
                case 'x', 'u' -> {
                    int digits = kind == 'x' ? 2 : 4;
                    out.append((char) Integer.parseInt(text.substring(i + 1, i + 1 + digits), 16));
                    i += digits;
                }
                case 'b' -> out.append('\b');
                case 'f' -> out.append('\f');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                default -> out.append(kind);
            }
        }
        return out.toString();
    }

    static String css(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') { // section 4.3.7: one to six digits, and one white space behind them
                int end = i + 1;
                while (end < text.length() && end < i + 7 && Character.digit(text.charAt(end), 16) >= 0) {
                    end++;
                }
                out.appendCodePoint(Integer.parseInt(text.substring(i + 1, end), 16));
                boolean blank = end < text.length() && " \t\n\r\f".indexOf(text.charAt(end)) >= 0;
                i = blank ? end : end - 1;
            } else {
                out.append(text.charAt(i));
            }
        }
        return out.toString();
    }

    static String ldap(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                out.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                int c = text.codePointAt(i);
                out.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(c) - 1;
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** RFC 4180 section 2: a cell without quotes holds no separator, line end or quote. */
    static String csv(String cell) {
        if (cell.startsWith("\"")) {
            return cell.substring(1, cell.length() - 1).replace("\"\"", "\"");
        }
        if (cell.chars().anyMatch(c -> ",;|\t\r\n\"".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("more than one cell: " + cell);
        }
        return cell;
    }

    static String like(String pattern) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '!') {
                i++;
            }
            out.append(pattern.charAt(i));
        }
        return out.toString();
    }
}
