package io.seaworthy.headers.cors;

import io.seaworthy.kernel.internal.Ascii;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The request headers that a policy allows, and the check of {@code Access-Control-Request-Headers} against them.
 *
 * <p>Browsers send each name once, in lower case, sorted, without blanks (Fetch standard section 4.8); proxies may split
 * the line and add blanks. Any order and case is accepted, but nothing longer than a list of all allowed names with some
 * blanks can be, so the work is bounded whatever a client sends: a hostile list is refused by its length alone. Allocates
 * nothing. Immutable, thread-safe.
 */
final class RequestHeaderList {

    /** What proxies may add: blanks around each comma, and some empty elements. */
    private static final int SLACK_PER_NAME = 4;

    private static final int SLACK = 32;

    private final String[] names;
    private final boolean any;
    private final int longest;

    RequestHeaderList(Collection<String> allowed) {
        any = allowed.contains("*");
        names = allowed.stream()
                .filter(name -> !name.equals("*"))
                .map(name -> name.toLowerCase(Locale.ROOT))
                .sorted()
                .toArray(String[]::new);
        longest = Arrays.stream(names)
                        .mapToInt(name -> name.length() + SLACK_PER_NAME)
                        .sum()
                + SLACK;
    }

    /** Whether every name but {@code authorization} is allowed (Fetch standard section 3.3.4). */
    boolean allowsAny() {
        return any;
    }

    List<String> names() {
        return List.of(names);
    }

    /** The outcome for the lines of the field: PREFLIGHT_ALLOWED or why not. */
    CorsReason check(List<String> lines) {
        int total = 0;
        for (int i = 0; i < lines.size(); i++) {
            total += lines.get(i).length() + 1;
            if (!any && total > longest) {
                return CorsReason.HEADERS_TOO_LONG;
            }
        }
        // With a wildcard the answer is the same whatever was asked for: browsers do the comparison.
        if (any) {
            return CorsReason.PREFLIGHT_ALLOWED;
        }
        for (int i = 0; i < lines.size(); i++) {
            if (!allows(lines.get(i))) {
                return CorsReason.HEADER_REFUSED;
            }
        }
        return CorsReason.PREFLIGHT_ALLOWED;
    }

    /** What to answer for, once {@link #check} allowed it: bounded by the allowed names, or {@code *} for all. */
    @Nullable
    String requested(List<String> lines) {
        if (lines.isEmpty() || any) {
            return lines.isEmpty() ? null : "*";
        }
        String list = lines.size() == 1 ? lines.get(0) : String.join(",", lines);
        String canonical = isCanonical(list) ? list : canonical(list);
        return canonical.isEmpty() ? null : canonical;
    }

    /** As browsers send it: lower case, no blanks and no empty elements. */
    private static boolean isCanonical(String list) {
        char before = ',';
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (isBlank(c) || c != Ascii.toLower(c) || (c == ',' && before == ',')) {
                return false;
            }
            before = c;
        }
        return before != ',';
    }

    private static String canonical(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .distinct()
                .collect(Collectors.joining(","));
    }

    private boolean allows(String line) {
        int start = 0;
        int length = line.length();
        while (start <= length) {
            int comma = line.indexOf(',', start);
            int end = comma < 0 ? length : comma;
            int from = start;
            int to = end;
            while (from < to && isBlank(line.charAt(from))) {
                from++;
            }
            while (to > from && isBlank(line.charAt(to - 1))) {
                to--;
            }
            if (from < to && !contains(line, from, to)) {
                return false;
            }
            start = end + 1;
        }
        return true;
    }

    private boolean contains(String line, int from, int to) {
        int low = 0;
        int high = names.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(names[middle], line, from, to);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    private static int compare(String name, String line, int from, int to) {
        int common = Math.min(name.length(), to - from);
        for (int i = 0; i < common; i++) {
            int order = name.charAt(i) - Ascii.toLower(line.charAt(from + i));
            if (order != 0) {
                return order;
            }
        }
        return name.length() - (to - from);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
