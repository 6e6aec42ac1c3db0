package io.seaworthy.logging.internal;

import io.seaworthy.kernel.Secret;
import io.seaworthy.logging.Detector;
import io.seaworthy.logging.Finding;
import io.seaworthy.logging.Redactor;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a redactor looks for, made once. Immutable. */
public final class RedactionRules {

    /** A character that JSON or a viewer wants escaped. */
    static final byte ESCAPE = 1;

    /** A character at which something may be found. */
    static final byte TRIGGER = 2;

    /** A digit, where nothing begins with one but numbers: a run of these is looked at by its length first. */
    static final byte DIGIT = 4;

    /** A character that only tells of a token, and only behind the characters of its prefix. */
    static final byte SIGNAL = 8;

    /** What has to be looked at. */
    static final byte LOOK = TRIGGER | DIGIT | SIGNAL;

    private static final byte LETTER = 2;

    /** What ids consist of: digits and dashes, and the letters of hex digits. */
    private static final byte[] ID = new byte[128];

    static {
        Arrays.fill(ID, '0', '9' + 1, (byte) 1);
        Arrays.fill(ID, 'a', 'f' + 1, LETTER);
        ID['-'] = 1;
    }

    private static final String[] MASKS = Arrays.stream(Finding.values())
            .map(kind -> "[redacted:" + kind.code() + "]")
            .toArray(String[]::new);

    static final RedactionRules NOTHING =
            new RedactionRules(Set.of(), Set.of(), Set.of(), List.of(), false, null, true);

    private static @Nullable Function<Redactor, RedactionRules> access;

    final SensitiveNames names;
    final TokenShapes shapes;
    final boolean phones;
    final @Nullable Pseudonyms pseudonyms;

    /** By ASCII character: whether it has to be escaped, looked at, both or neither. */
    final byte[] kinds = new byte[128];

    private final Detector[][] detectors = new Detector[128][];
    private final boolean nothing;

    /** Whether no detector and no prefix of the application could find something in an id of hex digits. */
    private final boolean passesIds;

    private RedactionRules(
            Set<String> prefixes,
            Set<String> names,
            Set<String> paths,
            List<Detector> own,
            boolean phones,
            @Nullable Secret pseudonymKey,
            boolean nothing) {
        this.names = new SensitiveNames(names, paths);
        this.shapes = new TokenShapes(prefixes);
        this.phones = phones;
        this.pseudonyms = pseudonymKey == null ? null : new Pseudonyms(pseudonymKey);
        this.nothing = nothing;
        passesIds = own.isEmpty() && prefixes.stream().noneMatch(RedactionRules::isIdText);
        for (char c = 0; c < 128; c++) {
            char first = c;
            Detector[] those = own.stream()
                    .filter(d -> d.firstCharacters().indexOf(first) >= 0)
                    .toArray(Detector[]::new);
            detectors[c] = those;
            boolean digit = Characters.isDigit(c);
            boolean trigger = "=:@%JBb".indexOf(c) >= 0
                    || (phones && c == '+')
                    || (digit && shapes.isSignal(c))
                    || those.length > 0;
            boolean escape = c < 0x20 || c == 0x7f || c == '"' || c == '\\';
            int look = trigger ? TRIGGER : digit ? DIGIT : c == '-' || shapes.isSignal(c) ? SIGNAL : 0;
            kinds[c] = (byte) ((escape ? ESCAPE : 0) | (nothing ? 0 : look));
        }
    }

    /** Everything that is known, and what the application adds. */
    public static RedactionRules of(
            Set<String> prefixes,
            Set<String> names,
            Set<String> paths,
            List<Detector> own,
            boolean phones,
            @Nullable Secret pseudonymKey) {
        return new RedactionRules(prefixes, names, paths, own, phones, pseudonymKey, false);
    }

    /** Rules that find nothing. */
    public static RedactionRules nothing() {
        return NOTHING;
    }

    /** Set by {@link Redactor}, whose rules are nobody's business outside of this module. */
    public static void register(Function<Redactor, RedactionRules> rules) {
        access = rules;
    }

    /** The rules of a redactor. */
    public static RedactionRules of(Redactor redactor) {
        Function<Redactor, RedactionRules> known = access;
        if (known == null) {
            throw new IllegalStateException("Redactor registers itself when its class is initialised");
        }
        return known.apply(redactor);
    }

    public boolean findsNothing() {
        return nothing;
    }

    /**
     * Whether this is a trace id, a span id or a UUID in lower case, in which none of these rules finds anything: a run of
     * digits in it is too long for a card, too short or touches a letter. Most ids of most lines are dismissed by this.
     */
    boolean isSafeId(String text) {
        int length = text.length();
        if (!passesIds || (length != 16 && length != 32 && length != 36)) {
            return false;
        }
        int letters = 0;
        int dashes = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80 || ID[c] == 0) {
                return false;
            }
            letters |= ID[c];
            dashes += c == '-' ? 1 : 0;
        }
        return switch (length) {
            case 16 -> dashes == 0 && (letters & LETTER) != 0;
            case 32 -> dashes == 0;
            default -> dashes == 4 && isUuidShaped(text);
        };
    }

    private static boolean isIdText(String text) {
        return text.chars().allMatch(c -> c < 0x80 && ID[c] != 0);
    }

    /** Dashes where a UUID has its four. */
    private static boolean isUuidShaped(String text) {
        return text.charAt(8) == '-' && text.charAt(13) == '-' && text.charAt(18) == '-' && text.charAt(23) == '-';
    }

    /**
     * Whether a character of kind {@link #SIGNAL} has to be looked at: the prefix of a token stands before it, or a key
     * begins. The two characters before and the one behind are 0x80 where there are none.
     */
    boolean isSignal(char first, char last, char c, char next) {
        return shapes.mayFollow(c, first, last) || (c == '-' && next == '-');
    }

    Detector[] detectors(char c) {
        return detectors[c];
    }

    /** Whether the value of this name is secret whatever it looks like. */
    public boolean isSensitive(String name) {
        return !nothing && (names.contains(name, 0, name.length()) || names.isPath(name));
    }

    /** What stands in the place of a find. */
    String mask(Finding kind, CharSequence found) {
        return kind.isPersonal() && pseudonyms != null
                ? "[" + kind.code() + ":" + pseudonyms.of(kind.code(), found.toString()) + "]"
                : MASKS[kind.ordinal()];
    }
}
