package io.seaworthy.kernel.readiness;

import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.config.Violation;
import java.net.URI;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody's word that what no code can enforce is done. It says who answers for it, since when, until when and where
 * the proof is. It does not make a weakened item strong: what live objects say weighs more.
 *
 * <p>Days are those of UTC; it is in force from the {@code date} to the {@code expires} day, both included. Afterwards
 * what it stood for is a gap again. Every fault is reported at once as a
 * {@link io.seaworthy.kernel.config.ConfigurationException}.
 *
 * @param id an attestation group or a catalogue item: {@code legal}, {@code OPS-ALERT}; not {@code lawyers}
 * @param owner who answers for it: {@code "Operations, J. Smith"}; not blank, at most 120 characters, no controls
 * @param date when it was given
 * @param expires after the date and at most {@value #MAX_YEARS} years after it
 * @param link where the proof is, an absolute {@code https} or {@code http} URI without user information; not
 *     {@code "see wiki"}
 */
public record Attestation(String id, String owner, LocalDate date, LocalDate expires, URI link) {

    private static final int MAX_YEARS = 2;
    private static final int MAX_OWNER = 120;

    public Attestation {
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(expires, "expires");
        Faults faults = Faults.in("Attestation");
        if (!Catalogue.isKnown(id)) {
            faults.add(unknown(id));
        }
        faults.check(
                !owner.isBlank() && owner.length() <= MAX_OWNER && owner.chars().noneMatch(Character::isISOControl),
                "owner",
                owner,
                "malformed",
                "1 to " + MAX_OWNER + " characters without controls");
        faults.check(
                expires.isAfter(date) && !expires.isAfter(date.plusYears(MAX_YEARS)),
                "expires",
                expires.toString(),
                "out_of_range",
                "after " + date + " and at most " + MAX_YEARS + " years later");
        faults.check(
                ("https".equals(link.getScheme()) || "http".equals(link.getScheme()))
                        && link.getHost() != null
                        && link.getRawUserInfo() == null,
                "link",
                link.getRawUserInfo() == null ? link.toString() : null,
                "malformed",
                "an absolute https or http URI without user information");
        faults.throwIfAny();
    }

    /** An attestation. */
    public static Attestation of(String id, String owner, LocalDate date, LocalDate expires, URI link) {
        return new Attestation(id, owner, date, expires, link);
    }

    /** Whether it is in force on this day. */
    public boolean isInForce(LocalDate day) {
        return !day.isBefore(date) && !day.isAfter(expires);
    }

    static Violation unknown(String id) {
        @Nullable String meant = Catalogue.closest(id);
        Violation fault = Violation.of("id", id, "unknown_id", "the id of a catalogue item or of an attestation group");
        return meant == null ? fault : fault.hint("Did you mean " + meant + "?");
    }
}
