package io.seaworthy.auth.password;

import io.seaworthy.kernel.internal.Ascii;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a guesser tries first: common words and their disguises, runs, repetitions, the account's own words. Stateless. */
final class Guessable {

    private static final Set<String> COMMON = load();
    private static final String[] ROWS = {"qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890", "qwertzuiop", "azertyuiop"
    };
    private static final String DISGUISED = "013457@$!8";
    private static final String PLAIN = "oleastasib";

    private Guessable() {}

    private static Set<String> load() {
        try (InputStream in = Guessable.class.getResourceAsStream("common-passwords.txt")) {
            BufferedReader lines = new BufferedReader(
                    new InputStreamReader(Objects.requireNonNull(in, "common-passwords.txt"), StandardCharsets.UTF_8));
            Set<String> words = new HashSet<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    for (String word : line.split(" ", -1)) {
                        if (!word.isEmpty()) {
                            words.add(word);
                        }
                    }
                }
            }
            return Set.copyOf(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** A unit of at most a quarter of the length, again and again; or fewer than five different characters. */
    static boolean isRepetitive(String text) {
        if (text.codePoints().distinct().count() < 5 && text.length() > 4) {
            return true;
        }
        for (int unit = 1; unit <= text.length() / 3; unit++) {
            if (text.regionMatches(0, text, unit, text.length() - unit)) {
                return true;
            }
        }
        return false;
    }

    /** Three of four neighbours follow each other in the alphabet, in the digits or on a keyboard. */
    static boolean isSequential(String text) {
        int steps = 0;
        for (int i = 1; i < text.length(); i++) {
            steps += isStep(text.charAt(i - 1), text.charAt(i)) ? 1 : 0;
        }
        return text.length() > 3 && steps * 4 >= (text.length() - 1) * 3;
    }

    private static boolean isStep(char a, char b) {
        boolean alike = (isLetter(a) && isLetter(b)) || (Ascii.isDigit(a) && Ascii.isDigit(b));
        if (alike && Math.abs(a - b) == 1) {
            return true;
        }
        for (String row : ROWS) {
            int from = row.indexOf(a);
            int to = row.indexOf(b);
            if (from >= 0 && to >= 0 && Math.abs(from - to) == 1) {
                return true;
            }
        }
        return false;
    }

    /** Whether at most two different common words are left after decoration and disguise are taken off. */
    static boolean isCommon(String text) {
        if (COMMON.contains(text) || isMadeOfCommon(lettersOf(undecorated(text)))) {
            return true;
        }
        return isMadeOfCommon(lettersOf(undecorated(plainOf(text))))
                || isMadeOfCommon(lettersOf(plainOf(undecorated(text))));
    }

    private static String plainOf(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int at = DISGUISED.indexOf(text.charAt(i));
            plain.append(at < 0 ? text.charAt(i) : PLAIN.charAt(at));
        }
        return plain.toString();
    }

    /** Without digits and symbols at both ends. */
    private static String undecorated(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && !Character.isLetter(text.charAt(from))) {
            from++;
        }
        while (to > from && !Character.isLetter(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static String lettersOf(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        text.codePoints().filter(Character::isLetter).forEach(letters::appendCodePoint);
        return letters.toString();
    }

    private static boolean isMadeOfCommon(String letters) {
        if (letters.isEmpty() || letters.length() > 128) {
            return false;
        }
        // used[i]: the two different words that the first i letters are made of, or null.
        String[][] used = new String[letters.length() + 1][];
        used[0] = new String[] {"", ""};
        for (int to = 1; to <= letters.length(); to++) {
            for (int from = Math.max(0, to - 16); from < to && used[to] == null; from++) {
                if (used[from] != null) {
                    used[to] = with(used[from], letters.substring(from, to));
                }
            }
        }
        return used[letters.length()] != null;
    }

    private static String @Nullable [] with(String[] words, String word) {
        if (!COMMON.contains(word)) {
            return null;
        }
        if (words[0].isEmpty() || words[0].equals(word)) {
            return new String[] {word, words[1]};
        }
        return words[1].isEmpty() || words[1].equals(word) ? new String[] {words[0], word} : null;
    }

    /** Whether fewer than eight characters are left without the words of the context. */
    static boolean isContext(String text, Collection<String> words) {
        String left = text;
        for (String word : words) {
            left = left.replace(word, "");
        }
        return left.length() < text.length()
                && left.chars().filter(Character::isLetterOrDigit).count() < 8;
    }

    /** The text's parts of four characters and more, and the text without its separators. */
    static void addWords(Set<String> words, String text) {
        String folded = fold(Objects.requireNonNull(text, "context"));
        int at = folded.indexOf('@');
        String local = at < 0 ? folded : folded.substring(0, at);
        StringBuilder part = new StringBuilder();
        StringBuilder whole = new StringBuilder();
        for (int i = 0; i <= folded.length(); i++) {
            char c = i < folded.length() ? folded.charAt(i) : '.';
            if (Character.isLetterOrDigit(c)) {
                part.append(c);
                if (i < local.length()) {
                    whole.append(c);
                }
            } else {
                add(words, part.toString());
                part.setLength(0);
            }
        }
        add(words, local);
        add(words, whole.toString());
    }

    private static void add(Set<String> words, String word) {
        if (word.length() >= 4) {
            words.add(word);
        }
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }
}
