package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How many bytes a {@code byte[]} has.
 *
 * <p>Permitted: {@code @Hex @Length(min = 16, max = 32) byte[] salt}. Prohibited: a minimum above the maximum.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Length {
    /** The least, 0 or more. */
    int min() default 0;

    /** The most. */
    int max() default Integer.MAX_VALUE;
}
