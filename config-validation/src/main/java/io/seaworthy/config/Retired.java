package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The variable is still read, with a warning where it is given, until the version named.
 *
 * <p>Permitted: {@code @Retired(removedIn = "3.0", instead = "set LOG_FORMAT")}. Prohibited: on a required component.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Retired {
    /** The version that no longer knows it. */
    String removedIn();

    /** What to do instead, in words. */
    String instead();
}
