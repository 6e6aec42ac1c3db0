package io.seaworthy.sanitize.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Objects;

/**
 * Tells texts that look alike ({@code paypal} and one with Cyrillic letters) by the skeletons of UTS #39 section 4: texts
 * with the same skeleton can be mistaken for one another. Keep the skeleton of each name under a unique index, beside the
 * name, and refuse the second one.
 *
 * <p>A skeleton is for comparing, never for showing. It keeps case: fold names first where case does not count. It does not
 * look at how letters stand next to each other beyond the standard's table, nor at mixtures of scripts. Time is linear; marks beyond thirty on one letter are
 * compared in groups of thirty.
 *
 * <p>The table, some 9,500 characters, is read at the first use. Stateless, thread-safe.
 */
public final class Confusables {

    private static final int MAX_MARKS = 30;
    private static final char JOINER = '\u034f';

    private Confusables() {}

    /** Read once, when it is first needed. */
    private static final class Table {

        private static final int[] CHARACTERS;
        private static final String[] PROTOTYPES;

        static {
            InputStream resource =
                    Objects.requireNonNull(Confusables.class.getResourceAsStream("confusables.txt"), "confusables.txt");
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
                String[] rows =
                        lines.lines().filter(line -> !line.startsWith("#")).toArray(String[]::new);
                CHARACTERS = new int[rows.length];
                PROTOTYPES = new String[rows.length];
                for (int i = 0; i < rows.length; i++) {
                    int tab = rows[i].indexOf(' ');
                    CHARACTERS[i] = Integer.parseInt(rows[i].substring(0, tab), 16);
                    PROTOTYPES[i] = decoded(rows[i].substring(tab + 1));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String decoded(String hex) {
            StringBuilder text = new StringBuilder();
            for (String codePoint : hex.split(" ", -1)) {
                if (!codePoint.isEmpty()) {
                    text.appendCodePoint(Integer.parseInt(codePoint, 16));
                }
            }
            return text.toString();
        }
    }

    /** What every text that can be mistaken for this one has in common with it. */
    public static String skeleton(String text) {
        String decomposed = decomposed(text);
        StringBuilder skeleton = new StringBuilder(decomposed.length() + 8);
        for (int i = 0; i < decomposed.length(); ) {
            int c = decomposed.codePointAt(i);
            int at = Arrays.binarySearch(Table.CHARACTERS, c);
            if (at >= 0) {
                skeleton.append(Table.PROTOTYPES[at]);
            } else {
                skeleton.appendCodePoint(c);
            }
            i += Character.charCount(c);
        }
        return decomposed(skeleton.toString());
    }

    /**
     * Normalisation form D of the text's stream-safe form (UAX #15 section 13): a joiner parts marks after every thirty,
     * because putting many of them in order takes the square of their number.
     */
    private static String decomposed(String text) {
        StringBuilder parted = new StringBuilder(text.length() + 8);
        int marks = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int type = Character.getType(c);
            boolean mark = type == Character.NON_SPACING_MARK
                    || type == Character.COMBINING_SPACING_MARK
                    || type == Character.ENCLOSING_MARK;
            marks = mark ? marks + 1 : 0;
            if (marks > MAX_MARKS) {
                parted.append(JOINER);
                marks = 1;
            }
            parted.appendCodePoint(c);
            i += Character.charCount(c);
        }
        return Normalizer.normalize(parted, Normalizer.Form.NFD);
    }

    /** Whether the two can be mistaken for one another; every text can be mistaken for itself. */
    public static boolean lookAlike(String one, String two) {
        return skeleton(one).equals(skeleton(two));
    }
}
