package io.seaworthy.config.parity;

import io.seaworthy.config.Profile;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The variables of one deployment as its files give them. Names whose value is elsewhere, such as those of a Kubernetes
 * secret, are given without one. Immutable.
 */
public final class Deployed {

    private final String name;
    private final Profile profile;
    /** Transient for serialisers that work by private fields. */
    private final transient Map<String, String> values;

    private final Set<String> opaque;

    private Deployed(String name, Profile profile, Map<String, String> values, Set<String> opaque) {
        this.name = name;
        this.profile = profile;
        this.values = Collections.unmodifiableMap(new TreeMap<>(values));
        this.opaque = Collections.unmodifiableSet(new TreeSet<>(opaque));
    }

    /** Variables with their values, and names that are given elsewhere. */
    public static Deployed of(String name, Profile profile, Map<String, String> values, Set<String> opaque) {
        return new Deployed(name, profile, values, opaque);
    }

    /** What reports call it: {@code production}, {@code deploy/staging.yaml}. */
    public String name() {
        return name;
    }

    public Profile profile() {
        return profile;
    }

    Map<String, String> values() {
        return values;
    }

    Set<String> opaque() {
        return opaque;
    }

    boolean has(String variable) {
        return opaque.contains(variable) || !values.getOrDefault(variable, "").isEmpty();
    }

    /** Counts; no value. */
    @Override
    public String toString() {
        return "Deployed[" + name + ", " + (values.size() + opaque.size()) + " variables]";
    }
}
