package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The text that stands for a variable that is not given. It is read like a given one, when the record is first seen.
 * Repeated for environments; the one that names the environment wins. <code>${PORT}</code> takes the text of a component
 * declared before. For a {@code Map}: {@code "free=120,premium=1200"}, whose entries given ones replace one by one.
 *
 * <p>Permitted: {@code @Default("text") @Default(value = "json", in = PRODUCTION)}. Prohibited: on a {@code Secret}.
 */
@Documented
@Repeatable(Default.List.class)
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Default {
    /** The text. */
    String value();

    /** The environments; all where none is named. */
    Profile[] in() default {};

    /** Several defaults. */
    @Documented
    @Target(ElementType.RECORD_COMPONENT)
    @Retention(RetentionPolicy.RUNTIME)
    @interface List {
        /** The defaults. */
        Default[] value();
    }
}
