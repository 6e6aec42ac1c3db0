package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The component is a settings record of its own, whose variables all start with this.
 *
 * <p>Permitted: {@code @Prefix("DATABASE_") Database database}; the empty text. Prohibited: on an {@code Optional}.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Prefix {
    /** What the names start with. */
    String value();
}
