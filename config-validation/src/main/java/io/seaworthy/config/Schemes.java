package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The schemes accepted of a {@code URI} or an {@link Origin}, in lower case. Repeated for environments; the one that
 * names the environment wins.
 *
 * <p>Permitted: {@code @Schemes({"http", "https"}) @Schemes(value = "https", in = {STAGING, PRODUCTION})}. Prohibited:
 * {@code @Schemes("https:")}.
 */
@Documented
@Repeatable(Schemes.List.class)
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Schemes {
    /** The schemes. */
    String[] value();

    /** The environments; all where none is named. */
    Profile[] in() default {};

    /** Several rules. */
    @Documented
    @Target(ElementType.RECORD_COMPONENT)
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {
        /** The rules. */
        Schemes[] value();
    }
}
