package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The least and the greatest value of a {@code double}, {@code float} or {@code BigDecimal}, both included.
 *
 * <p>Permitted: {@code @DecimalRange(min = "0", max = "1") double ratio}. Prohibited: {@code min = "1e3"}.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface DecimalRange {
    /** The least; none where it is empty. */
    String min() default "";

    /** The greatest; none where it is empty. */
    String max() default "";
}
