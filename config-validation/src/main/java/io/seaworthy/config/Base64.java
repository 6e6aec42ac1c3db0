package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A {@code Secret} that is given as base64 (RFC 4648): the standard or the URL-safe alphabet, padded or not, without line
 * breaks. The secret holds the decoded bytes.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Base64 {
    /** Whether text that is not base64 stands for its own UTF-8 bytes instead of being a fault. */
    boolean orText() default false;
}
