package io.seaworthy.logging;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code tracestate} field of W3C Trace Context (section 3.3): checked as a whole, handed on as it came. An invalid
 * one is dropped and never makes {@code traceparent} invalid.
 */
final class TraceState {

    private static final int MAX_MEMBERS = 32;
    private static final int MAX_LENGTH = 512;
    private static final int LARGE_MEMBER = 128;
    private static final int MAX_KEY = 256;

    private TraceState() {}

    /** The members of all lines as one value of at most 512 characters, or null where there is none or it is invalid. */
    static @Nullable String of(List<String> lines) {
        List<String> members = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        int count = 0;
        for (String line : lines) {
            for (String part : line.split(",", -1)) {
                String member = strip(part);
                if (member.isEmpty()) {
                    continue;
                }
                int equals = member.indexOf('=');
                boolean sound = equals > 0 && isKey(member, equals) && isValue(member, equals + 1);
                if (!sound || ++count > MAX_MEMBERS) {
                    return null;
                }
                // Of two members with one key the first is the newer.
                if (keys.add(member.substring(0, equals))) {
                    members.add(member);
                }
            }
        }
        return members.isEmpty() ? null : cut(members);
    }

    /** Whole members go, large ones first, then those at the end (section 3.3.1.5). */
    private static @Nullable String cut(List<String> members) {
        int length =
                members.size() - 1 + members.stream().mapToInt(String::length).sum();
        for (int i = members.size() - 1; i >= 0 && length > MAX_LENGTH; i--) {
            if (members.get(i).length() > LARGE_MEMBER) {
                length -= members.remove(i).length() + 1;
            }
        }
        while (length > MAX_LENGTH) {
            length -= members.remove(members.size() - 1).length() + 1;
        }
        return members.isEmpty() ? null : String.join(",", members);
    }

    private static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && (text.charAt(from) == ' ' || text.charAt(from) == '\t')) {
            from++;
        }
        while (to > from && (text.charAt(to - 1) == ' ' || text.charAt(to - 1) == '\t')) {
            to--;
        }
        return text.substring(from, to);
    }

    /** A letter or a digit first; where a tenant ends and its system begins is nobody's business but theirs. */
    private static boolean isKey(String member, int end) {
        if (end > MAX_KEY || !(isLetter(member.charAt(0)) || isDigit(member.charAt(0)))) {
            return false;
        }
        for (int i = 1; i < end; i++) {
            char c = member.charAt(i);
            if (!isLetter(c) && !isDigit(c) && "_-*/@".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isValue(String member, int from) {
        int length = member.length() - from;
        if (length < 1 || length > 256) {
            return false;
        }
        for (int i = from; i < member.length(); i++) {
            char c = member.charAt(i);
            if (c < ' ' || c > '~' || c == '=') {
                return false;
            }
        }
        return true;
    }
}
