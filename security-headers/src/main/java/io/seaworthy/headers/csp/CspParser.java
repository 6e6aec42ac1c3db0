package io.seaworthy.headers.csp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads a serialised policy as browsers do (CSP3 section 2.2.1), and says what they drop on the way. Stateless. */
final class CspParser {

    private CspParser() {}

    static ParsedCsp parse(String text) {
        Map<String, List<String>> directives = new LinkedHashMap<>();
        List<CspFinding> dropped = new ArrayList<>();
        for (String part : text.split(";", -1)) {
            if (!part.chars().allMatch(c -> c < 0x80)) {
                dropped.add(new CspFinding(CspRule.NOT_ASCII, directiveOf(part), null));
                continue;
            }
            List<String> words = words(part);
            if (words.isEmpty()) {
                continue;
            }
            String name = words.get(0).toLowerCase(Locale.ROOT);
            List<String> values = words.subList(1, words.size());
            if (directives.putIfAbsent(name, List.copyOf(values)) != null) {
                dropped.add(new CspFinding(CspRule.DUPLICATE_DIRECTIVE, name, null));
            }
        }
        return new ParsedCsp(new Csp(directives, Set.of()), List.copyOf(dropped));
    }

    /** The name at the front, for the finding only. */
    private static String directiveOf(String part) {
        List<String> words = words(part);
        boolean known = !words.isEmpty() && CspDirective.named(words.get(0).toLowerCase(Locale.ROOT)) != null;
        return known ? words.get(0).toLowerCase(Locale.ROOT) : "other";
    }

    /** Splits on ASCII whitespace, which is tab, line feed, form feed, carriage return and space. */
    private static List<String> words(String part) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= part.length(); i++) {
            boolean blank = i == part.length() || " \t\n\f\r".indexOf(part.charAt(i)) >= 0;
            if (blank && start >= 0) {
                words.add(part.substring(start, i));
                start = -1;
            } else if (!blank && start < 0) {
                start = i;
            }
        }
        return words;
    }
}
