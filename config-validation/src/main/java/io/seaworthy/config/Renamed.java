package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The variable had another name, which still works, with a warning, until the version named. Both given with
 * different values is a fault.
 *
 * <p>Permitted: {@code @Renamed(from = "HTTP_PORT", removedIn = "3.0")}. Prohibited: a name that another component has.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Renamed {
    /** The old name. */
    String from();

    /** The version that no longer knows it. */
    String removedIn();
}
