package io.seaworthy.kernel.readiness;

import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.config.Violation;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How each item of the checklists stood at one moment. Made by {@link Readiness#report()}. Immutable, thread-safe.
 *
 * <p>Its renderings hold what the components said about themselves: versions, limits, names of settings. Show them to
 * those who run the service, not to everybody.
 */
public final class ReadinessReport {

    private final Instant at;
    private final List<Finding> items;
    private final List<Finding> groups;
    private final List<String> faults;

    ReadinessReport(Instant at, List<Finding> items, List<Finding> groups, List<String> faults) {
        this.at = at;
        this.items = List.copyOf(items);
        this.groups = List.copyOf(groups);
        this.faults = List.copyOf(faults);
    }

    /** When the sources were asked. */
    public Instant at() {
        return at;
    }

    /** The catalogue's items, in its order. */
    public List<Finding> items() {
        return items;
    }

    /** The attestation groups. */
    public List<Finding> groups() {
        return groups;
    }

    /** Sources that could not be asked, and unknown ids that they named. */
    public List<String> faults() {
        return faults;
    }

    /** The finding of an item or a group, or null where the id is unknown. */
    public @Nullable Finding find(String id) {
        for (List<Finding> list : List.of(items, groups)) {
            for (Finding finding : list) {
                if (finding.id().equals(id)) {
                    return finding;
                }
            }
        }
        return null;
    }

    /** How many items (not groups) are in this state. */
    public int count(Finding.State state) {
        return count(items, state);
    }

    static int count(Collection<Finding> findings, Finding.State state) {
        return (int)
                findings.stream().filter(finding -> finding.state() == state).count();
    }

    /**
     * Throws unless every one of these items and groups is enforced or attested.
     *
     * @param ids ids of the catalogue: {@code Catalogue.critical()}, {@code Set.of("HEAD-CSP", "legal")}; an unknown id
     *     is a gap as well
     * @return this report
     * @throws io.seaworthy.kernel.config.ConfigurationException with a violation for every gap
     */
    public ReadinessReport requireAll(Set<String> ids) {
        return requireAtLeast(Finding.State.ATTESTED, ids);
    }

    /**
     * Throws unless every item of this priority and of the more urgent ones is enforced or attested. Groups do not
     * count: they say nothing about this application's code.
     *
     * @return this report
     * @throws io.seaworthy.kernel.config.ConfigurationException with a violation for every gap
     */
    public ReadinessReport requireAll(Priority priority) {
        Set<String> ids = new LinkedHashSet<>();
        for (Priority one : Priority.values()) {
            if (one.isAtLeast(priority)) {
                ids.addAll(Catalogue.of(one));
            }
        }
        return requireAll(ids);
    }

    /**
     * Throws unless every one of these items and groups is in this state or a better one.
     *
     * @param lowest {@link Finding.State#WEAKENED} lets weakened items pass; {@link Finding.State#OPEN} lets all pass
     * @return this report
     * @throws io.seaworthy.kernel.config.ConfigurationException with a violation for every gap
     */
    public ReadinessReport requireAtLeast(Finding.State lowest, Set<String> ids) {
        Faults faults = Faults.in("Readiness");
        for (String id : ids) {
            Finding finding = find(id);
            if (finding == null) {
                faults.add(Attestation.unknown(id));
            } else if (!finding.state().isAtLeast(lowest)) {
                faults.add(gap(finding));
            }
        }
        faults.throwIfAny();
        return this;
    }

    private static Violation gap(Finding finding) {
        Violation gap = Violation.of(
                finding.id(), null, finding.state() == Finding.State.OPEN ? "open" : "weakened", finding.meaning());
        return finding.why().isEmpty() ? gap : gap.hint(String.join("; ", finding.why()));
    }

    /**
     * A summary for the start-up log: the counts, what is weakened and why, what is open by priority. Lines of at most
     * 100 characters, the last one without a line feed; printable characters only.
     */
    public String toText() {
        return ReportText.of(this);
    }

    /** Everything as one JSON object, UTF-8. */
    public byte[] toJson() {
        return ReportJson.of(this);
    }

    /**
     * The gaps as a SARIF 2.1.0 log, UTF-8: a rule for every item and group, a result for each that is weakened or
     * open. Results have logical locations only.
     */
    public byte[] toSarif() {
        return ReportSarif.of(this, null);
    }

    /**
     * The same with a physical location, which some code hosts demand.
     *
     * @param file a relative URI in the repository, {@code "pom.xml"}; not {@code "/etc/pom.xml"}
     * @throws IllegalArgumentException where it is no relative URI or leaves the repository
     */
    public byte[] toSarif(String file) {
        return ReportSarif.of(this, file);
    }

    /** One self-contained page without a script. Its style sheet needs a policy that allows inline styles. */
    public String toHtml() {
        return ReportHtml.of(this, null);
    }

    /**
     * The same for a strict content security policy.
     *
     * @param nonce the response's nonce, base64 or base64url; null is as {@link #toHtml()}
     * @throws IllegalArgumentException where the nonce holds other characters
     */
    public String toHtml(@Nullable String nonce) {
        return ReportHtml.of(this, nonce);
    }

    /** The counts. */
    @Override
    public String toString() {
        return "ReadinessReport[" + ReportText.counts(this) + "]";
    }
}
