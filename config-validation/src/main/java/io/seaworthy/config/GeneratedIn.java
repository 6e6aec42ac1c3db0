package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A {@code Secret} that is made at start from {@code SecureRandom} when it is not given, with a warning: it ends with the
 * process. With {@link Base64} and no prefix the secret holds the random bytes, else their base64url text.
 *
 * <p>Permitted: {@code @GeneratedIn(DEVELOPMENT)}. Prohibited: {@code PRODUCTION}, where two nodes would disagree.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface GeneratedIn {
    /** The environments; not empty. */
    Profile[] value();

    /** How many random bytes. */
    int bytes() default 32;

    /** What the text starts with; with a prefix the secret is this and the random bytes in base64url. */
    String prefix() default "";
}
