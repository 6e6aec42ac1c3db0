package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The component is a sealed interface of records; this variable says which: a record's simple name in lower case
 * with hyphens, {@code InMemory} as {@code in-memory}. Only the variables of the record that is chosen count.
 *
 * <p>Permitted: {@code @ChosenBy("STORAGE") Storage storage}. Prohibited: on an interface that is not sealed.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface ChosenBy {
    /** The variable. */
    String value();

    /** The record that is chosen where the variable is not given; required where this is empty. */
    String otherwise() default "";

    /** What the names of the variables in the records start with. */
    String prefix() default "";
}
