package io.seaworthy.config;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells keys that nobody can have drawn at random from keys that somebody did. It looks at the text as given, at the
 * decoded bytes and at the other decodings of the text, so that {@code changeme} in base64 is found as well. Thresholds
 * are set so that a random key is practically never refused. Stateless.
 */
final class WeakSecrets {

    static final String PLACEHOLDER = "weak_placeholder";

    private static final List<String> TERMS = List.of(
            "changeme",
            "changeit",
            "changethis",
            "replaceme",
            "replacethis",
            "placeholder",
            "example",
            "sample",
            "secret",
            "password",
            "passwort",
            "passphrase",
            "default",
            "insecure",
            "testing",
            "testkey",
            "insert",
            "redacted",
            "letmein",
            "iloveyou",
            "welcome",
            "administrator",
            "keyboardcat",
            "donotuse",
            "loremipsum",
            "qwerty",
            "asdfgh",
            "zxcvbn",
            "yxcvbn",
            "qwertz",
            "azerty",
            "123456",
            "abcdef",
            "deadbeef",
            "cafebabe",
            "xxxxxx",
            "development",
            "production",
            "staging",
            "localhost",
            "notset",
            "undefined",
            "fixme");

    /** Too short to be meant wherever they occur: they count as words only. */
    private static final Set<String> WORDS = Set.of(
            "test", "todo", "demo", "fake", "temp", "none", "null", "key", "pass", "admin", "dummy", "token", "your",
            "this", "here", "root", "foobar", "foo", "bar");

    /** The pairs of letters that make up most of English text; about one in sixteen pairs of random letters. */
    private static final Set<String> COMMON_PAIRS = Set.of(
            "th", "he", "in", "er", "an", "re", "on", "at", "en", "nd", "ti", "es", "or", "te", "of", "ed", "is", "it",
            "al", "ar", "st", "to", "nt", "ng", "se", "ha", "as", "ou", "io", "le", "ve", "co", "me", "de", "hi", "ri",
            "ro", "ic", "ne", "ea", "ra", "ce");

    private WeakSecrets() {}

    /** The reason code of the weakness, or null where there is none. */
    static @Nullable String weakness(String text, byte[] content, int minBytes) {
        if (isPlaceholder(text)) {
            return PLACEHOLDER;
        }
        List<byte[]> views = views(text, content);
        for (byte[] view : views) {
            if (isPrintable(view) && isPlaceholder(new String(view, StandardCharsets.US_ASCII))) {
                return PLACEHOLDER;
            }
        }
        if (content.length < minBytes) {
            return "weak_too_short";
        }
        for (byte[] view : views) {
            String shape = shape(view);
            if (shape != null) {
                return shape;
            }
        }
        return null;
    }

    private static List<byte[]> views(String text, byte[] content) {
        List<byte[]> views = new ArrayList<>();
        views.add(content);
        views.add(text.getBytes(StandardCharsets.UTF_8));
        byte[] hex = Encodings.hex(text);
        byte[] base64 = Encodings.base64(text);
        if (hex != null) {
            views.add(hex);
        }
        if (base64 != null) {
            views.add(base64);
        }
        return views;
    }

    /** Whether a text holds the words that people write where a secret should be, or is plain language. */
    static boolean isPlaceholder(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        String plain = letters(lower, false);
        String folded = letters(lower, true);
        for (String term : TERMS) {
            if (plain.contains(term) || folded.contains(term)) {
                return true;
            }
        }
        int words = 0;
        for (String word : split(lower)) {
            words += WORDS.contains(word) ? 1 : 0;
        }
        return words >= 2 || (words == 1 && lower.length() < 24) || isLanguage(lower);
    }

    /** The runs of letters; without a pattern, whose first use costs more than a check. */
    private static List<String> split(String lower) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= lower.length(); i++) {
            if (i == lower.length() || !isLetter(lower.charAt(i))) {
                if (i > start) {
                    words.add(lower.substring(start, i));
                }
                start = i + 1;
            }
        }
        return words;
    }

    private static boolean isLanguage(String lower) {
        String[] parts = lower.split("[ _.-]+");
        int words = 0;
        for (String part : parts) {
            words += part.length() >= 2 && part.chars().allMatch(c -> isLetter((char) c)) ? 1 : 0;
        }
        if (words >= 4 && words == parts.length) {
            return true;
        }
        int pairs = 0;
        int common = 0;
        for (int i = 1; i < lower.length(); i++) {
            if (isLetter(lower.charAt(i - 1)) && isLetter(lower.charAt(i))) {
                pairs++;
                common += COMMON_PAIRS.contains(lower.substring(i - 1, i + 1)) ? 1 : 0;
            }
        }
        return pairs >= 16 && common * 100 >= pairs * 38;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    /** Letters and digits only; on request with the digits that stand for letters as letters. */
    private static String letters(String lower, boolean fold) {
        StringBuilder text = new StringBuilder(lower.length());
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            int digit = fold ? "013457@$".indexOf(c) : -1;
            if (digit >= 0) {
                text.append("oieastas".charAt(digit));
            } else if (isLetter(c) || (c >= '0' && c <= '9')) {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static boolean isPrintable(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0x20 && b != '\n' && b != '\r' && b != '\t' || b == 0x7f) {
                return false;
            }
        }
        return bytes.length > 0;
    }

    /** What is regular about the bytes. */
    private static @Nullable String shape(byte[] bytes) {
        int n = bytes.length;
        if (n < 8) {
            return null;
        }
        int[] steps = new int[256];
        boolean[] seen = new boolean[256];
        int distinct = 0;
        for (int i = 0; i < n; i++) {
            int value = bytes[i] & 0xff;
            distinct += seen[value] ? 0 : 1;
            seen[value] = true;
            if (i > 0) {
                steps[(bytes[i] - bytes[i - 1]) & 0xff]++;
            }
        }
        if (distinct == 1) {
            return "weak_repeated_byte";
        }
        if (hasCycle(bytes)) {
            return "weak_cycle";
        }
        for (int count : steps) {
            if (count * 2 > n) {
                return "weak_sequence";
            }
        }
        return n >= 16 && distinct * 4 <= Math.min(n, 24) ? "weak_few_distinct_bytes" : null;
    }

    /**
     * Whether the bytes repeat themselves after at most half of them: the shortest period is the length without the longest
     * beginning that is also an end (Knuth, Morris, Pratt), in linear time whatever a file holds.
     */
    private static boolean hasCycle(byte[] bytes) {
        int[] border = new int[bytes.length];
        for (int i = 1; i < bytes.length; i++) {
            int length = border[i - 1];
            while (length > 0 && bytes[i] != bytes[length]) {
                length = border[length - 1];
            }
            border[i] = bytes[i] == bytes[length] ? length + 1 : 0;
        }
        return bytes.length > 1 && bytes.length - border[bytes.length - 1] <= bytes.length / 2;
    }
}
