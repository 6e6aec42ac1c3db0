package io.seaworthy.logging;

import io.seaworthy.kernel.config.Faults;
import java.util.HashSet;
import java.util.Set;

/**
 * Takes secrets and personal data out of text, in one pass and without regular expressions. What it knows:
 *
 * <ul>
 *   <li>JSON Web Tokens, {@code Bearer} and {@code Basic} credentials, passwords in URLs, private keys in PEM;
 *   <li>keys and tokens of this library, AWS, GitHub, GitLab, Google, npm, SendGrid, Slack and Stripe, by their prefixes;
 *   <li>payment cards (issuer range, check digit, boundaries), also in groups;
 *   <li>e-mail addresses, with {@code @} or {@code %40};
 *   <li>what follows a sensitive name: {@code password=...}, {@code "token":"..."}, {@code Cookie: ...}.
 * </ul>
 *
 * <p>Each find is replaced by its kind: {@code [redacted:jwt]}. Text without finds is returned as it is, without an
 * allocation. Time is linear in the text, whatever it holds.
 *
 * <p>What it does not do: it cannot know a secret without a shape in free text ({@code "the password is hunter2"}), and
 * a value without quotes ends at a blank. Immutable, thread-safe.
 */
public final class Redactor {

    private static final Redactor STANDARD = builder().build();

    static final String CARD = "[redacted:card]";
    static final String JWT = "[redacted:jwt]";
    static final String TOKEN = "[redacted:token]";
    static final String EMAIL = "[redacted:email]";
    static final String CREDENTIALS = "[redacted:credentials]";
    static final String KEY = "[redacted:key]";

    /** What stands for the value of a sensitive name. */
    public static final String VALUE = "[redacted]";

    private final SensitiveNames names;
    private final TokenShapes shapes;
    private final boolean[] triggers = new boolean[128];

    private Redactor(Builder builder) {
        names = new SensitiveNames(builder.names);
        shapes = new TokenShapes(builder.prefixes);
        for (char c = 0; c < 128; c++) {
            triggers[c] = (c >= '0' && c <= '9') || "=:@%-eBb".indexOf(c) >= 0 || shapes.mayBeginWith(c);
        }
    }

    /** The redactor with what it knows by itself. */
    public static Redactor standard() {
        return STANDARD;
    }

    /** A redactor that knows more: the application's own prefixes and names. */
    public static Builder builder() {
        return new Builder();
    }

    /** The text without what was found; the same instance where nothing was. */
    public String redact(String text) {
        RedactionScan scan = null;
        int length = text.length();
        int at = 0;
        while (at < length) {
            char c = text.charAt(at);
            if (c >= 128 || !triggers[c]) {
                at++;
            } else {
                scan = scan == null ? new RedactionScan(text, names, shapes) : scan;
                at = scan.look(c, at);
            }
        }
        return scan == null ? text : scan.result();
    }

    /** Whether the value of this name is secret whatever it looks like. */
    public boolean isSensitive(String name) {
        return names.contains(name, 0, name.length());
    }

    @Override
    public String toString() {
        return "Redactor";
    }

    /** Collects what is to be known; not thread-safe. */
    public static final class Builder {

        private final Faults faults = Faults.in("Redactor");
        private final Set<String> prefixes = new HashSet<>();
        private final Set<String> names = new HashSet<>();

        private Builder() {}

        /**
         * Tokens that begin like this, followed by 8 or more letters, digits, {@code -} or {@code _}. Permitted:
         * {@code hbk_}. Prohibited: {@code k}, blanks.
         */
        public Builder tokenPrefix(String prefix) {
            boolean sound = prefix.length() >= 3
                    && prefix.chars().allMatch(c -> TokenShapes.isTokenCharacter((char) c) || c == '.');
            faults.check(sound, "tokenPrefix", prefix, "invalid", "3 or more letters, digits, '-', '_' or '.'");
            faults.check(prefixes.add(prefix), "tokenPrefix", prefix, "set_twice", "each prefix once");
            return this;
        }

        /** A name whose values are secret, by its last words. Permitted: {@code iban}. Prohibited: blanks. */
        public Builder sensitiveName(String name) {
            boolean sound = !SensitiveNames.fold(name).isEmpty()
                    && name.length() <= SensitiveNames.MAX_LENGTH
                    && name.chars().allMatch(c -> SensitiveNames.isNameCharacter((char) c));
            faults.check(sound, "sensitiveName", name, "invalid", "up to 64 letters, digits, '-', '_' or '.'");
            faults.check(names.add(name), "sensitiveName", name, "set_twice", "each name once");
            return this;
        }

        public Redactor build() {
            faults.throwIfAny();
            return new Redactor(this);
        }
    }
}
