package io.seaworthy.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells in a cold start which names {@link NameTypos} cannot take for a missing one, which are nearly all: without
 * collections, patterns and copies of words. It may say yes where that says no, never the other way round. Immutable.
 */
final class TypoFilter {

    private final String name;
    private final int[] words;
    private final int length;
    private final long letters;

    TypoFilter(String name) {
        this.name = name;
        this.words = words(name);
        this.length = length(words);
        this.letters = letters(name, 0, name.length());
    }

    String name() {
        return name;
    }

    /** Whether this could be a known one, misspelled. */
    boolean mayMean(TypoFilter known) {
        // A separator lost, added or moved; where the words are as many, one letter less is for the words to tell.
        int edits = words.length == known.words.length ? 0 : 1;
        boolean whole = Math.abs(length - known.length) <= edits && isNear(letters, known.letters, edits);
        return whole
                || lacksPrefix(known)
                || (words.length == known.words.length && wrong(name, words, 0, known.name, known.words) <= 2);
    }

    /** Whether the known name is this one behind another word; this one is long enough to be nobody else's. */
    boolean lacksPrefix(TypoFilter known) {
        if (words.length < 4 || words.length + 2 != known.words.length || length < 8) {
            return false;
        }
        String rest = known.name.substring(known.words[2]);
        return wrong(name, words, 0, rest, words(rest)) == 0;
    }

    /** Whether this could be one of a map's, misspelled: the words in the middle are the key. */
    boolean mayMean(Setting map) {
        int[] start = words(map.start());
        int[] end = words(map.end());
        return words.length > start.length + end.length
                && wrong(name, words, 0, map.start(), start)
                                + wrong(name, words, words.length - end.length, map.end(), end)
                        <= 2
                && map.keyOf(name) == null;
    }

    /** How many of the known words are not exactly the given ones from an index on; many where one is too far off. */
    private static int wrong(String given, int[] a, int from, String known, int[] b) {
        int count = 0;
        for (int i = 0; i < b.length; i += 2) {
            int start = a[from + i];
            int length = a[from + i + 1] - start;
            int wanted = b[i + 1] - b[i];
            if (length == wanted && given.regionMatches(true, start, known, b[i], length)) {
                continue;
            }
            count++;
            boolean sameStart = length >= 2 && wanted >= 2 && given.regionMatches(true, start, known, b[i], 2);
            int edits = Math.max(1, Math.max(length, wanted) / 4);
            boolean near = Math.abs(length - wanted) <= edits
                    && isNear(letters(given, start, start + length), letters(known, b[i], b[i + 1]), edits);
            if (!sameStart && !near) {
                return 9;
            }
        }
        return count;
    }

    /** Each edit brings at most one strange letter. */
    private static boolean isNear(long given, long known, int edits) {
        return Long.bitCount(given & ~known) <= edits && Long.bitCount(known & ~given) <= edits;
    }

    private static int length(int[] words) {
        int length = 0;
        for (int i = 0; i < words.length; i += 2) {
            length += words[i + 1] - words[i];
        }
        return length;
    }

    /** Beginning and end of each word. */
    private static int[] words(String name) {
        int[] bounds = new int[name.length() + 2];
        int count = 0;
        int start = 0;
        for (int i = 0; i <= name.length(); i++) {
            if (i == name.length() || isSeparator(name.charAt(i))) {
                if (i > start) {
                    bounds[count++] = start;
                    bounds[count++] = i;
                }
                start = i + 1;
            }
        }
        return Arrays.copyOf(bounds, count);
    }

    private static boolean isSeparator(char c) {
        return c == '_' || c == '-' || c == '.';
    }

    private static long letters(String name, int from, int to) {
        long letters = 0;
        for (int i = from; i < to; i++) {
            char c = name.charAt(i);
            letters |= isSeparator(c) ? 0 : 1L << (Character.toUpperCase(c) & 63);
        }
        return letters;
    }

    /** Whether a name that is not known could be one that is absent, or one of a map's. */
    static boolean isAny(
            Map<String, String> variables, List<String> names, List<String> absent, ArrayList<Setting> maps) {
        Set<String> known = new HashSet<>(names);
        ArrayList<TypoFilter> missing = new ArrayList<>(absent.size());
        for (int i = 0; i < absent.size(); i++) {
            missing.add(new TypoFilter(absent.get(i)));
        }
        for (String name : variables.keySet()) {
            if (!known.contains(name) && new TypoFilter(name).mayMean(missing, maps)) {
                return NameTypos.isAny(variables, known, maps);
            }
        }
        return false;
    }

    private boolean mayMean(ArrayList<TypoFilter> missing, ArrayList<Setting> maps) {
        for (int i = 0; i < missing.size(); i++) {
            if (mayMean(missing.get(i))) {
                return true;
            }
        }
        for (int i = 0; i < maps.size(); i++) {
            if (mayMean(maps.get(i))) {
                return true;
            }
        }
        return false;
    }
}
