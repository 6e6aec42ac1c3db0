package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The numbers accepted, both ends included; on lists, sets and maps, for each element. For a {@code Duration} in
 * seconds, for a {@link DataSize} in bytes.
 *
 * <p>Permitted: {@code @Range(min = 1, max = 65535) int port}. Prohibited: on a {@code String}.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Range {
    /** The smallest value accepted. */
    long min() default Long.MIN_VALUE;

    /** The largest value accepted. */
    long max() default Long.MAX_VALUE;
}
