package io.seaworthy.config;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@link Rules} read from and write to: everything a report needs, or only whether all is well. Used by one thread. */
interface RuleBook {

    Profile profile();

    /** The components' variables. */
    Set<String> names();

    /** The value without a fault; null where there is none. */
    @Nullable
    Object value(String name);

    boolean isGiven(String name);

    boolean isFaulty(String name);

    void fault(String name, String code, String accepted, String hint);

    /** A variable that a rule needs. */
    void missing(String name, String hint);

    void warn(String sentence);
}
