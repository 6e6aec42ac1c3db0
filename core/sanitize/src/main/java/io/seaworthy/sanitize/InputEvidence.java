package io.seaworthy.sanitize;

import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.List;
import java.util.Objects;

/**
 * Evidence for what no object stands for: that an application encodes what it shows and takes input as checked types only.
 * The application says where, because only it knows; components such as {@code HtmlSanitizer} bring their own. Stateless.
 */
public final class InputEvidence {

    private InputEvidence() {}

    /** {@code INPUT-ENCODE} and its share of {@code HEAD-XSS}: where {@code Encode} is used, in a few words. */
    public static EvidenceSource encoding(String where) {
        Objects.requireNonNull(where, "where");
        return () -> List.of(
                Evidence.enforced("INPUT-ENCODE", "Encode", where), Evidence.enforced("HEAD-XSS", "Encode", where));
    }

    /** {@code INPUT-VALID}: which types input is taken as, in a few words. */
    public static EvidenceSource validation(String types) {
        Objects.requireNonNull(types, "types");
        return () -> List.of(Evidence.enforced("INPUT-VALID", "Checked", types));
    }

    /** {@code INPUT-SQL}: how statements are made, in a few words. */
    public static EvidenceSource sql(String how) {
        Objects.requireNonNull(how, "how");
        return () -> List.of(Evidence.enforced("INPUT-SQL", "SqlIdentifiers", how));
    }
}
