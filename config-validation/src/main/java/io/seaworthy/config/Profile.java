package io.seaworthy.config;

import java.util.Locale;

/** The environment that the application runs in, named by {@code APP_ENV}. An unknown name counts as production. */
public enum Profile {
    /** One person's machine; what {@code APP_ENV} means when it is not given. */
    DEVELOPMENT,
    /** Production's twin. */
    STAGING,
    /** Where it counts. */
    PRODUCTION;

    /** The profile of this exact, lower-case name; {@link #PRODUCTION} for any other. */
    public static Profile of(String name) {
        for (Profile profile : values()) {
            if (profile.label().equals(name)) {
                return profile;
            }
        }
        return PRODUCTION;
    }

    /** Whether it is one of these; none named means all. */
    boolean isAmong(Profile[] named) {
        return named.length == 0 || isAmongNamed(named);
    }

    /** Whether it is one of these. */
    boolean isAmongNamed(Profile[] named) {
        for (Profile profile : named) {
            if (profile == this) {
                return true;
            }
        }
        return false;
    }

    /** {@code development}, {@code staging}, {@code production}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
