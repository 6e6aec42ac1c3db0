package io.seaworthy.config;

import io.seaworthy.kernel.config.DidYouMean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the known variable that an unknown one was meant to be. Environments are full of other programs' variables, so
 * it works word by word: {@code DATABASE_SSL} is not {@code DATABASE_URL}, {@code HOSTNAME} is not {@code HOST}.
 * Stateless.
 */
final class NameTypos {

    private NameTypos() {}

    /** The known name meant, or null. A known name that is given itself is not what somebody misspelled. */
    static @Nullable String meant(
            String given, List<Setting> settings, Set<String> known, List<TypoFilter> missing, Set<String> present) {
        if (known.contains(given) || given.length() < 4 || given.length() > 100 || !isPlain(given)) {
            return null;
        }
        TypoFilter filter = new TypoFilter(given);
        List<String> candidates = new ArrayList<>(0);
        for (TypoFilter name : missing) {
            if (filter.mayMean(name)) {
                candidates.add(name.name());
            }
        }
        for (Setting setting : settings) {
            if (setting.isMap() && setting.keyOf(given) != null) {
                return null;
            } else if (setting.isMap() && filter.mayMean(setting)) {
                addMapCandidate(given, setting, candidates);
            }
        }
        candidates.removeAll(present);
        return closest(given, candidates);
    }

    static @Nullable String closest(String given, List<String> candidates) {
        for (String candidate : candidates) {
            if (fold(given).equals(fold(candidate))) {
                return candidate;
            }
        }
        for (String candidate : candidates) {
            if (resembles(given, candidate)) {
                return candidate;
            }
        }
        TypoFilter name = new TypoFilter(given);
        for (String candidate : candidates) {
            if (name.lacksPrefix(new TypoFilter(candidate))) {
                return candidate;
            }
        }
        return null;
    }

    /** The known names that are not given, prepared to be compared with many. */
    static List<TypoFilter> missing(Set<String> known, Set<String> present) {
        List<TypoFilter> missing = new ArrayList<>();
        for (String name : known) {
            if (!present.contains(name)) {
                missing.add(new TypoFilter(name));
            }
        }
        return missing;
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean plain = c == '_' || c == '-' || c == '.' || (c < 0x80 && Character.isLetterOrDigit(c));
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    /** The map's variable with the given one's words in the place of the key. */
    private static void addMapCandidate(String given, Setting map, List<String> candidates) {
        List<String> words = words(given);
        int before = words(map.start()).size();
        int after = words(map.end()).size();
        if (words.size() > before + after) {
            List<String> key = words.subList(before, words.size() - after);
            candidates.add(map.start() + String.join("_", key) + map.end());
        }
    }

    private static String fold(String name) {
        return name.toUpperCase(Locale.ROOT).replace("_", "").replace("-", "").replace(".", "");
    }

    /** Whether any of these variables was meant to be a known one that is missing. */
    static boolean isAny(Map<String, String> variables, Set<String> known, List<Setting> maps) {
        Set<String> present = new HashSet<>();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            if (!variable.getValue().isEmpty()) {
                addPresent(variable.getKey(), present);
            }
        }
        List<TypoFilter> missing = missing(known, present);
        for (String name : variables.keySet()) {
            if (meant(name, maps, known, missing, present) != null) {
                return true;
            }
        }
        return false;
    }

    /** A name that is given, itself or as a file, is not what somebody misspelled. */
    static void addPresent(String name, Set<String> present) {
        present.add(name);
        present.add(name + "_FILE");
        if (name.endsWith("_FILE")) {
            present.add(name.substring(0, name.length() - 5));
        }
    }

    private static List<String> words(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= upper.length(); i++) {
            if (i == upper.length() || "_.-".indexOf(upper.charAt(i)) >= 0) {
                if (i > start) {
                    words.add(upper.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    private static boolean resembles(String given, String known) {
        List<String> a = words(given);
        List<String> b = words(known);
        if (a.size() != b.size()) {
            // A separator lost and one letter wrong, in a name that is long enough to be nobody else's.
            return b.size() > 1 && fold(known).length() >= 8 && oneEdit(fold(given), fold(known));
        }
        int wrong = 0;
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).equals(b.get(i))) {
                wrong++;
                if (!wordResembles(a.get(i), b.get(i), b.size() > 1, fold(known).length() >= 8)) {
                    return false;
                }
            }
        }
        return wrong <= 2;
    }

    private static boolean wordResembles(String given, String known, boolean amongOthers, boolean longName) {
        if (amongOthers && (isShort(given, known) || isShort(known, given) || isSingular(given, known))) {
            return true;
        }
        // A word of three letters has many neighbours: in a short name only a swap or an extra letter counts.
        if (known.length() <= 3) {
            return amongOthers
                    && (sorted(given).equals(sorted(known))
                            || contains(given, known)
                            || (longName && oneEdit(given, known)));
        }
        return known.length() < 6 ? oneEdit(given, known) : DidYouMean.closest(given, Set.of(known)) != null;
    }

    /** {@code PASS} of {@code PASSWORD}, {@code SECS} of {@code SECONDS}. */
    private static boolean isShort(String word, String of) {
        String stem = word.endsWith("S") ? word.substring(0, word.length() - 1) : word;
        return (word.length() >= 3 && of.startsWith(word)) || (stem.length() >= 3 && of.startsWith(stem));
    }

    private static boolean isSingular(String word, String of) {
        return of.endsWith("IES") && word.equals(of.substring(0, of.length() - 3) + "Y");
    }

    private static boolean contains(String given, String known) {
        return Math.abs(given.length() - known.length()) == 1 && known.length() > 1 && oneEdit(given, known);
    }

    private static String sorted(String word) {
        char[] letters = word.toCharArray();
        Arrays.sort(letters);
        return new String(letters);
    }

    /** Whether one insertion, deletion, replacement or swap of neighbours makes one word of the other. */
    private static boolean oneEdit(String a, String b) {
        if (Math.abs(a.length() - b.length()) > 1) {
            return false;
        }
        int start = 0;
        int shorter = Math.min(a.length(), b.length());
        while (start < shorter && a.charAt(start) == b.charAt(start)) {
            start++;
        }
        String restA = a.substring(start);
        String restB = b.substring(start);
        if (restA.length() != restB.length()) {
            return restA.length() > restB.length()
                    ? restA.substring(1).equals(restB)
                    : restB.substring(1).equals(restA);
        }
        if (restA.length() < 2 || restA.substring(1).equals(restB.substring(1))) {
            return true;
        }
        return restA.charAt(0) == restB.charAt(1)
                && restA.charAt(1) == restB.charAt(0)
                && restA.substring(2).equals(restB.substring(2));
    }
}
