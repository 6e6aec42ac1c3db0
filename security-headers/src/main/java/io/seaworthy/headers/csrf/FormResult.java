package io.seaworthy.headers.csrf;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A form, if its token was verified. */
public sealed interface FormResult {

    /**
     * The form's fields; the token is right.
     *
     * @param fields name to values, in the form's order
     */
    record Verified(Map<String, List<String>> fields) implements FormResult {

        /** The first value of a field, or null. */
        public @Nullable String first(String name) {
            List<String> values = fields.get(name);
            return values == null ? null : values.get(0);
        }

        /** Names no values: they may be personal. */
        @Override
        public String toString() {
            return "Verified" + fields.keySet();
        }
    }

    /**
     * No fields; answer 403.
     *
     * @param reason why
     */
    record Refused(CsrfTokenReason reason) implements FormResult {}
}
