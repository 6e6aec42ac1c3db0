package io.seaworthy.logging;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.logging.internal.BufferPool;
import io.seaworthy.logging.internal.RedactionRules;
import io.seaworthy.logging.internal.Scratch;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets and personal data out of text, in one pass and without regular expressions. What it knows:
 *
 * <ul>
 *   <li>JSON Web Tokens, {@code Bearer} and {@code Basic} credentials, passwords in URLs, private keys in PEM;
 *   <li>keys and tokens of this library, AWS, GitHub, GitLab, Google, npm, SendGrid, Slack and Stripe, by their prefixes;
 *   <li>the secret path of a webhook's URL at Slack and Discord;
 *   <li>payment cards (issuer range, check digit, boundaries), also in groups; IBANs (country, length, check digits);
 *   <li>e-mail addresses, with {@code @} or {@code %40}; telephone numbers on demand; the application's own detectors;
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

    /** What stands for the value of a sensitive name. */
    public static final String VALUE = "[redacted]";

    private static final BufferPool SCRATCH = BufferPool.ofCapacity(64 << 10);

    static {
        RedactionRules.register(redactor -> redactor.rules);
    }

    private static final Redactor STANDARD = builder().build();

    private final RedactionRules rules;

    private Redactor(RedactionRules rules) {
        this.rules = rules;
    }

    /** The redactor with what it knows by itself. */
    public static Redactor standard() {
        return STANDARD;
    }

    /** A redactor that knows more: the application's own prefixes and names. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A redactor that lets everything pass, for measurements and for those who redact elsewhere. An encoder with it is
     * <em>weakened</em> in the readiness report.
     */
    public static Redactor dangerouslyWithoutDetectors() {
        return new Redactor(RedactionRules.nothing());
    }

    /** The text without what was found; the same instance where nothing was. */
    public String redact(String text) {
        if (text.isEmpty() || rules.findsNothing()) {
            return text;
        }
        Scratch scratch = SCRATCH.take();
        try {
            String shown = scratch.redact(text, rules);
            return shown == null ? text : shown;
        } finally {
            SCRATCH.giveBack(scratch);
        }
    }

    /** Whether the value of this name is secret whatever it looks like. */
    public boolean isSensitive(String name) {
        return rules.isSensitive(name);
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
        private final Set<String> paths = new HashSet<>();
        private final List<Detector> detectors = new ArrayList<>();
        private boolean phones;
        private @Nullable Secret pseudonymKey;

        private Builder() {}

        /**
         * Tokens that begin like this, followed by 8 or more letters, digits, {@code -} or {@code _}. Permitted:
         * {@code hbk_}. Prohibited: {@code k}, blanks.
         */
        public Builder tokenPrefix(String prefix) {
            boolean sound =
                    prefix.length() >= 3 && prefix.chars().allMatch(c -> isTokenCharacter((char) c) || c == '.');
            faults.check(sound, "tokenPrefix", prefix, "invalid", "3 or more letters, digits, '-', '_' or '.'");
            faults.check(prefixes.add(prefix), "tokenPrefix", prefix, "set_twice", "each prefix once");
            return this;
        }

        /** A name whose values are secret, by its last words. Permitted: {@code iban}. Prohibited: blanks. */
        public Builder sensitiveName(String name) {
            boolean sound = !name.replaceAll("[-_.]", "").isEmpty()
                    && name.length() <= 64
                    && name.chars().allMatch(c -> (isTokenCharacter((char) c) || c == '.'));
            faults.check(sound, "sensitiveName", name, "invalid", "up to 64 letters, digits, '-', '_' or '.'");
            faults.check(names.add(name), "sensitiveName", name, "set_twice", "each name once");
            return this;
        }

        /**
         * One name and no other like it, in full: a dotted name, or the keys of nested maps joined by dots, with the
         * name of the field that holds the map or without it. Permitted: {@code customer.iban}. Prohibited: blanks,
         * {@code *}.
         */
        public Builder sensitivePath(String path) {
            boolean sound = !path.isEmpty()
                    && path.length() <= 128
                    && path.chars().allMatch(c -> isTokenCharacter((char) c) || c == '.');
            faults.check(sound, "sensitivePath", path, "invalid", "up to 128 letters, digits, '-', '_' or '.'");
            faults.check(paths.add(path), "sensitivePath", path, "set_twice", "each path once");
            return this;
        }

        /** Finds telephone numbers with a country code, {@code +49 30 901820}; off by default. */
        public Builder phoneNumbers() {
            faults.check(!phones, "phoneNumbers", null, "set_twice", "once");
            phones = true;
            return this;
        }

        /** Something of the application's own. Permitted: a name of {@code [a-z0-9_]}. Prohibited: no characters. */
        public Builder detector(Detector detector) {
            boolean named = detector.name().matches("[a-z0-9_]{1,32}");
            faults.check(named, "detector", detector.name(), "invalid", "a name of 1 to 32 of [a-z0-9_]");
            boolean ascii = !detector.firstCharacters().isEmpty()
                    && detector.firstCharacters().chars().allMatch(c -> c > ' ' && c < 127);
            faults.check(ascii, "detector", detector.name(), "invalid_characters", "visible ASCII characters");
            faults.check(detectors.size() < 32, "detector", detector.name(), "too_many", "32 detectors");
            detectors.add(detector);
            return this;
        }

        /**
         * Shows cards, IBANs, e-mail addresses and telephone numbers as pseudonyms: {@code [email:8f0c2d41a07b]}, the
         * same for the same value and key, so that lines about one person can be found. Secrets stay masked. Permitted:
         * a key of 16 bytes or more. Prohibited: a shorter one.
         */
        public Builder pseudonyms(Secret key) {
            faults.check(pseudonymKey == null, "pseudonyms", null, "set_twice", "one key");
            faults.check(key.length() >= 16, "pseudonyms", null, "too_short", "16 bytes or more");
            pseudonymKey = key;
            return this;
        }

        private static boolean isTokenCharacter(char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        }

        public Redactor build() {
            faults.throwIfAny();
            return new Redactor(RedactionRules.of(prefixes, names, paths, detectors, phones, pseudonymKey));
        }
    }
}
