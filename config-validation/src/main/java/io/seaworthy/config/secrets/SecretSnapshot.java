package io.seaworthy.config.secrets;

import io.seaworthy.kernel.Secret;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Secrets that belong together, as of one moment: a user and its password. Immutable. */
public final class SecretSnapshot {

    private final Map<String, Secret> secrets;
    private final Duration validFor;

    private SecretSnapshot(Map<String, Secret> secrets, Duration validFor) {
        this.secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
        this.validFor = validFor;
    }

    public static SecretSnapshot of(Map<String, Secret> secrets) {
        return new SecretSnapshot(secrets, Duration.ZERO);
    }

    /** Secrets that the store takes back after a time; zero for never. */
    public static SecretSnapshot leased(Map<String, Secret> secrets, Duration validFor) {
        return new SecretSnapshot(secrets, validFor);
    }

    /**
     * One of the secrets.
     *
     * @throws IllegalArgumentException where there is none of this name
     */
    public Secret secret(String name) {
        Secret secret = secrets.get(name);
        if (secret == null) {
            throw new IllegalArgumentException("There is no secret " + name + ", only " + secrets.keySet());
        }
        return secret;
    }

    public Set<String> names() {
        return secrets.keySet();
    }

    Duration validFor() {
        return validFor;
    }

    /** Whether both have the same names with the same bytes. */
    boolean isSame(SecretSnapshot other) {
        if (!names().equals(other.names())) {
            return false;
        }
        boolean same = true;
        for (String name : names()) {
            same &= secret(name).matches(other.secret(name));
        }
        return same;
    }

    /** Names only. */
    @Override
    public String toString() {
        return "SecretSnapshot" + names();
    }
}
