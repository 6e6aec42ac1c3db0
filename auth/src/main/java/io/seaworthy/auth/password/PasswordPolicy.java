package io.seaworthy.auth.password;

import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which passwords may be chosen, after NIST SP 800-63B revision 4 section 3.1.1: length, a blocklist, words of the
 * context; no composition rules, no expiry. Lengths count Unicode code points after NFKC. All faults of a password are
 * reported together. Asked when a password is set, never when one is checked. Immutable, thread-safe.
 */
public final class PasswordPolicy implements EvidenceSource {

    private static final int SINGLE_FACTOR = 15;

    private final int minLength;
    private final int maxLength;
    private final boolean secondFactor;
    private final Set<String> serviceWords;
    private final @Nullable BreachCheck breachCheck;

    private PasswordPolicy(Builder builder) {
        secondFactor = builder.secondFactor;
        minLength = builder.minLength == null ? (secondFactor ? 8 : SINGLE_FACTOR) : builder.minLength;
        maxLength = builder.maxLength == null ? 1024 : builder.maxLength;
        serviceWords = Set.copyOf(builder.serviceWords);
        breachCheck = builder.breachCheck;
    }

    /** At least 15 code points, at most 1024, blocklist. */
    public static PasswordPolicy nist() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * The faults of a password; empty where it may be used.
     *
     * @param context what an attacker knows of the account: the e-mail address, the name
     */
    public List<PasswordFault> check(@Nullable String sent, String... context) {
        String password = sent == null ? "" : sent;
        Set<PasswordFault> faults = new TreeSet<>();
        if (password.length() > 8 * maxLength) {
            return List.of(PasswordFault.TOO_LONG);
        }
        String normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
        int length = normal.codePointCount(0, normal.length());
        if (length < minLength) {
            faults.add(PasswordFault.TOO_SHORT);
        }
        if (length > maxLength) {
            return List.of(PasswordFault.TOO_LONG);
        }
        String folded = Guessable.fold(normal);
        if (Guessable.isRepetitive(folded)) {
            faults.add(PasswordFault.REPETITIVE);
        }
        if (Guessable.isSequential(folded)) {
            faults.add(PasswordFault.SEQUENTIAL);
        }
        if (Guessable.isCommon(folded)) {
            faults.add(PasswordFault.COMMON);
        }
        if (Guessable.isContext(folded, words(context))) {
            faults.add(PasswordFault.CONTEXT);
        }
        if (breachCheck != null && faults.isEmpty() && breachCheck.isBreached(password)) {
            faults.add(PasswordFault.BREACHED);
        }
        return List.copyOf(faults);
    }

    private Collection<String> words(String... context) {
        Set<String> words = new TreeSet<>(serviceWords);
        for (String text : context) {
            Guessable.addWords(words, text);
        }
        return words;
    }

    @Override
    public List<Evidence> evidence() {
        List<String> weak = new ArrayList<>();
        if (minLength < SINGLE_FACTOR && !secondFactor) {
            weak.add("passwords of " + minLength + " characters are accepted as the only factor; NIST asks for 15");
        }
        return List.of(new Evidence(
                "AUTH-POLICY",
                "PasswordPolicy",
                "NIST 800-63B: " + minLength + " to " + maxLength + " characters, blocklist, context words"
                        + (breachCheck == null ? "" : ", breach check"),
                weak));
    }

    @Override
    public String toString() {
        return "PasswordPolicy[" + minLength + " to " + maxLength + " characters]";
    }

    /** Collects options, each at most once; not thread-safe. */
    public static final class Builder {

        private @Nullable Integer minLength;
        private @Nullable Integer maxLength;
        private boolean secondFactor;
        private final Set<String> serviceWords = new TreeSet<>();
        private @Nullable BreachCheck breachCheck;

        private Builder() {}

        /** The fewest characters; 15 by default, 8 with a second factor. Permitted: 8 to 64. */
        public Builder minLength(int minLength) {
            requireUnset(this.minLength, "minLength");
            this.minLength = minLength;
            return this;
        }

        /** The most characters; 1024 by default. Permitted: 64 to 4096. */
        public Builder maxLength(int maxLength) {
            requireUnset(this.maxLength, "maxLength");
            this.maxLength = maxLength;
            return this;
        }

        /** Says that no login succeeds with the password alone; 8 characters are then enough. */
        public Builder withSecondFactor() {
            secondFactor = true;
            return this;
        }

        /** Words that everybody would try here: the names of the service and the company. */
        public Builder serviceWords(String... words) {
            for (String word : words) {
                Guessable.addWords(serviceWords, word);
            }
            return this;
        }

        /** Asks for breached passwords, after everything else was fine; not by default. */
        public Builder breachCheck(BreachCheck breachCheck) {
            requireUnset(this.breachCheck, "breachCheck");
            this.breachCheck = breachCheck;
            return this;
        }

        private static void requireUnset(@Nullable Object value, String option) {
            if (value != null) {
                throw new IllegalStateException(option + " is set twice");
            }
        }

        public PasswordPolicy build() {
            Faults.in("PasswordPolicy")
                    .check(
                            minLength == null || (minLength >= 8 && minLength <= 64),
                            "minLength",
                            String.valueOf(minLength),
                            "out_of_range",
                            "8 to 64")
                    .check(
                            maxLength == null || (maxLength >= 64 && maxLength <= 4096),
                            "maxLength",
                            String.valueOf(maxLength),
                            "out_of_range",
                            "64 to 4096")
                    .throwIfAny();
            return new PasswordPolicy(this);
        }
    }
}
