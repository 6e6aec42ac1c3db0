package io.seaworthy.headers;

import io.seaworthy.headers.internal.Once;
import io.seaworthy.kernel.config.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code Strict-Transport-Security} (RFC 6797): browsers use HTTPS only, from their first visit on.
 *
 * <p>The guard sends it over HTTPS only, as section 7.2 demands. Default: two years with subdomains. It does not submit
 * the domain to the preload list; {@code preload()} only declares the consent that the list asks for. Immutable.
 */
public final class Hsts implements HeaderValue {

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration HALF_YEAR = Duration.ofHours(4_380);
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Duration maxAge;
    private final boolean subDomains;
    private final String value;

    private Hsts(Duration maxAge, boolean subDomains, boolean preload) {
        this.maxAge = maxAge;
        this.subDomains = subDomains;
        this.value = "max-age=" + maxAge.toSeconds() + (subDomains ? "; includeSubDomains" : "")
                + (preload ? "; preload" : "");
    }

    /** Two years, with subdomains. */
    public static Hsts recommended() {
        return new Hsts(YEAR.multipliedBy(2), true, false);
    }

    /** {@code max-age=0}: browsers forget the domain. For leaving HTTPS, which is rarely wanted. */
    public static Hsts dangerouslyForget() {
        return new Hsts(Duration.ZERO, false, false);
    }

    /**
     * For everything else.
     *
     * @param maxAge how long browsers remember; whole seconds. Permitted: 365 days. Prohibited: 0, half a second, 11
     *     years
     */
    public static Builder builder(Duration maxAge) {
        return new Builder(maxAge);
    }

    @Override
    public String field() {
        return "Strict-Transport-Security";
    }

    @Override
    public String value() {
        return value;
    }

    @Override
    public List<String> weaknesses() {
        List<String> found = new ArrayList<>();
        if (maxAge.compareTo(HALF_YEAR) < 0) {
            found.add("HSTS lasts " + maxAge.toDays() + " days; half a year or more protects rare visitors too");
        }
        if (!subDomains) {
            found.add("HSTS leaves out subdomains, which may set cookies for this domain over http");
        }
        return found;
    }

    @Override
    public String toString() {
        return field() + ": " + value;
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final Once once = new Once();
        private final Duration maxAge;
        private boolean subDomains;
        private boolean preload;

        private Builder(Duration maxAge) {
            this.maxAge = maxAge;
        }

        /** All subdomains too. */
        public Builder includeSubDomains() {
            once.option("includeSubDomains");
            subDomains = true;
            return this;
        }

        /** Consent to the browsers' built-in list, which takes months to leave. Needs a year and subdomains. */
        public Builder preload() {
            once.option("preload");
            preload = true;
            return this;
        }

        /** The value, or every fault at once. */
        public Hsts build() {
            Faults faults = Faults.in("Hsts");
            boolean inRange = maxAge.compareTo(Duration.ofSeconds(1)) >= 0 && maxAge.compareTo(LONGEST) <= 0;
            faults.check(
                    inRange && maxAge.toNanosPart() == 0,
                    "maxAge",
                    maxAge.toString(),
                    "out_of_range",
                    "whole seconds, 1 s to 3650 days; to make browsers forget, call Hsts.dangerouslyForget()");
            if (preload) {
                faults.check(
                        maxAge.compareTo(YEAR) >= 0,
                        "maxAge",
                        maxAge.toString(),
                        "too_short_for_preload",
                        "365 days or more with preload()");
                faults.check(
                        subDomains,
                        "includeSubDomains",
                        null,
                        "missing_for_preload",
                        "includeSubDomains() with preload()");
            }
            faults.throwIfAny();
            return new Hsts(maxAge, subDomains, preload);
        }
    }
}
