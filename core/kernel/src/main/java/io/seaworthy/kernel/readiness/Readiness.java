package io.seaworthy.kernel.readiness;

import io.seaworthy.kernel.config.ConfigurationException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks live objects which items of the checklists they enforce, and says what is left.
 *
 * <p>Each {@link #report()} asks again, so it shows what is in force at that moment. Where several sources name an
 * item, the weakest counts. What live objects say weighs more than an attestation. A source that throws makes no
 * report fail: what only it could have shown is open, and the report names it. Immutable, and thread-safe where the
 * sources are.
 *
 * <p>It does not test that a component is in the path of requests; a probe of the running service does.
 */
public final class Readiness {

    private final List<EvidenceSource> sources;
    private final List<Attestation> attestations;
    private final InstantSource clock;

    private Readiness(Builder builder) {
        sources = List.copyOf(builder.sources);
        attestations = List.copyOf(builder.attestations);
        clock = builder.clock == null ? InstantSource.system() : builder.clock;
    }

    /** Asks these sources, without attestations, by the system's clock. */
    public static Readiness of(EvidenceSource... sources) {
        return builder().sources(sources).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** What is in force now. */
    public ReadinessReport report() {
        Instant now = clock.instant();
        List<String> faults = new ArrayList<>();
        Map<String, List<Evidence>> evidence = collect(faults);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        List<Finding> items = new ArrayList<>();
        for (CatalogueItem item : Catalogue.items()) {
            items.add(item(item, evidence.getOrDefault(item.id(), List.of()), today));
        }
        List<Finding> groups = new ArrayList<>();
        for (AttestationGroup group : Catalogue.groups()) {
            groups.add(finding(group.id(), group.title(), group.covers(), group.priority(), List.of(), today));
        }
        return new ReadinessReport(now, items, groups, faults);
    }

    /** {@link ReadinessReport#requireAll(Set)} of a fresh report. */
    public ReadinessReport requireAll(Set<String> ids) {
        return report().requireAll(ids);
    }

    /** {@link ReadinessReport#requireAll(Priority)} of a fresh report. */
    public ReadinessReport requireAll(Priority priority) {
        return report().requireAll(priority);
    }

    private Map<String, List<Evidence>> collect(List<String> faults) {
        Map<String, List<Evidence>> byId = new HashMap<>();
        for (EvidenceSource source : sources) {
            List<Evidence> found;
            try {
                found = List.copyOf(source.evidence());
            } catch (RuntimeException e) {
                faults.add(source.getClass().getSimpleName() + " could not be asked: "
                        + e.getClass().getSimpleName());
                continue;
            }
            for (Evidence one : found) {
                if (Catalogue.item(one.id()) == null) {
                    String meant = Catalogue.closest(one.id());
                    faults.add(one.component() + " names the unknown item " + one.id()
                            + (meant == null ? "" : "; did it mean " + meant + "?"));
                } else {
                    byId.computeIfAbsent(one.id(), id -> new ArrayList<>()).add(one);
                }
            }
        }
        return byId;
    }

    private Finding item(CatalogueItem item, List<Evidence> evidence, LocalDate today) {
        return finding(item.id(), item.title(), item.meaning(), item.priority(), evidence, today);
    }

    private Finding finding(
            String id, String title, String meaning, Priority priority, List<Evidence> evidence, LocalDate today) {
        Attestation attestation = attestation(id, today);
        boolean attested = attestation != null && attestation.isInForce(today);
        List<String> why = new ArrayList<>();
        Finding.State state;
        if (!evidence.isEmpty()) {
            for (Evidence one : evidence) {
                one.weaknesses().forEach(weakness -> why.add(one.component() + ": " + weakness));
            }
            state = why.isEmpty() ? Finding.State.ENFORCED : Finding.State.WEAKENED;
        } else if (attested) {
            state = Finding.State.ATTESTED;
        } else {
            state = Finding.State.OPEN;
            if (attestation != null) {
                why.add(
                        attestation.expires().isBefore(today)
                                ? "The attestation of " + attestation.owner() + " expired on " + attestation.expires()
                                : "The attestation of " + attestation.owner() + " begins on " + attestation.date());
            }
        }
        return new Finding(id, title, meaning, priority, state, evidence, why, attestation, Catalogue.linesOf(id));
    }

    /** The one in force that lasts longest, else the one that lasted longest. */
    private @Nullable Attestation attestation(String id, LocalDate today) {
        return attestations.stream()
                .filter(one -> one.id().equals(id))
                .max(Comparator.comparing((Attestation one) -> one.isInForce(today))
                        .thenComparing(Attestation::expires))
                .orElse(null);
    }

    /** Collects sources and attestations; not thread-safe. */
    public static final class Builder {

        private final List<EvidenceSource> sources = new ArrayList<>();
        private final List<Attestation> attestations = new ArrayList<>();
        private @Nullable InstantSource clock;

        private Builder() {}

        /** Live objects to ask: a guard chain, settings, a pool. May be called again; none at all leaves all open. */
        public Builder sources(EvidenceSource... more) {
            sources.addAll(List.of(more));
            return this;
        }

        /** What somebody answers for. May be called again; of several for one id the one that lasts longest counts. */
        public Builder attestations(Attestation... more) {
            attestations.addAll(List.of(more));
            return this;
        }

        /** Tells the day on which attestations expire; the system's clock by default. */
        public Builder clock(InstantSource clock) {
            if (this.clock != null) {
                throw new IllegalStateException("clock is set already; give it once");
            }
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Never throws: an attestation checks itself, and what a source says is checked by the report.
         *
         * @see ConfigurationException
         */
        public Readiness build() {
            return new Readiness(this);
        }
    }
}
