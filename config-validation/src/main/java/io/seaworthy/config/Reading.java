package io.seaworthy.config;

import io.seaworthy.config.secrets.SecretSourceException;
import io.seaworthy.config.secrets.SecretWatch;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading settings: the record, or every fault. It holds no secret but those in the record, and shows no
 * value at all. Immutable, thread-safe.
 *
 * @param <T> the settings record
 */
public final class Reading<T> implements EvidenceSource {

    private final Schema<T> schema;
    private final Profile profile;
    private final @Nullable T settings;
    private final List<Violation> faults;
    private final List<String> warnings;
    private final Map<String, Source> sources;
    private final Map<String, Provenance> provenance;
    private final @Nullable SettingFiles files;

    Reading(Schema<T> schema, Draft draft, @Nullable T settings) {
        this.schema = schema;
        this.profile = draft.profile;
        this.settings = settings;
        this.faults = List.copyOf(draft.faults);
        this.sources = Collections.unmodifiableMap(new LinkedHashMap<>(draft.sources));
        Map<String, Provenance> places = new LinkedHashMap<>();
        for (Map.Entry<String, Source> source : sources.entrySet()) {
            Provenance origin = draft.origins.get(source.getKey());
            places.put(source.getKey(), origin == null ? new Provenance(source.getValue(), "", List.of()) : origin);
        }
        this.provenance = Collections.unmodifiableMap(places);
        this.files = settings == null ? null : new SettingFiles(schema.settings(), draft);
        List<String> all = new ArrayList<>(draft.warnings);
        all.addAll(SourceAdvice.warnings(profile, schema.settings(), sources));
        this.warnings = List.copyOf(all);
    }

    public boolean isValid() {
        return settings != null;
    }

    /**
     * The settings.
     *
     * @throws ConfigurationException with every fault
     */
    public T settings() {
        if (settings == null) {
            throw new ConfigurationException("The environment (" + profile.label() + ")", faults);
        }
        return settings;
    }

    /** Every fault, in the order of the record, then unknown names, then the record's own rules. */
    public List<Violation> faults() {
        return faults;
    }

    /** Sentences that start with a variable's name: what works but should not stay. */
    public List<String> warnings() {
        return warnings;
    }

    public Profile profile() {
        return profile;
    }

    /** Where each variable's value came from, by name, in the order of the record. */
    public Map<String, Source> sources() {
        return sources;
    }

    /** As {@link #sources()}, with the exact place and the places whose values were not asked for. */
    public Map<String, Provenance> provenance() {
        return provenance;
    }

    /**
     * The secrets of this reading by their variables' names, which follow the files that they were read from: decoded and
     * checked as at start, all files as of one moment. What is refused leaves the last good ones in force. Secrets that came
     * from elsewhere stay as they are.
     *
     * @param period how often the files are looked at besides watching: 10 ms or more
     * @throws SecretSourceException where a file that was there is not any more
     * @throws IllegalStateException where the settings have faults
     */
    public SecretWatch watch(Duration period) throws SecretSourceException {
        if (files == null) {
            throw new IllegalStateException("Settings with faults have nothing to follow");
        }
        return SecretWatch.start(files, period);
    }

    /**
     * The faults as plain text: a heading, then one line for each fault that starts with the variable's name. Empty where
     * there is none.
     */
    public String report() {
        if (faults.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        text.append(faults.size()).append(faults.size() == 1 ? " setting is" : " settings are");
        text.append(" wrong in ").append(profile.label()).append("; nothing was started.\n");
        for (Violation fault : faults) {
            text.append(fault).append('\n');
        }
        return text.toString();
    }

    /** The faults in blocks of a width, as JSON and as SARIF. */
    public SettingsReport details() {
        return new SettingsReport(this);
    }

    /** The environment, how many settings from where; a line of names for each kind of source; the warnings; no value. */
    public String summary() {
        return SourceAdvice.summary(profile, schema.remark(), sources, warnings);
    }

    /** The first line of {@link #summary()} with the number of warnings: what a clean production start prints. */
    public String line() {
        String first = summary();
        first = first.substring(0, first.indexOf('\n'));
        int count = warnings.size();
        return count == 0 ? first : first + ", " + count + (count == 1 ? " warning" : " warnings");
    }

    @Override
    public List<Evidence> evidence() {
        return SourceAdvice.evidence(profile, schema.settings(), sources, isValid());
    }

    /** As {@link #summary()}, first line. */
    @Override
    public String toString() {
        return "Reading[" + schema.name() + ", " + profile.label() + ", " + faults.size() + " faults]";
    }
}
