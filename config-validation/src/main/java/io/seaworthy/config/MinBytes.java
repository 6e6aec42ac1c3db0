package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The least length of a {@code Secret} in bytes, decoded where it is {@link Base64}. It also marks the secret as a key:
 * one that is no random value (a repeated byte, a short cycle, a plain sequence, placeholder text) is refused as weak in
 * every environment.
 *
 * <p>Permitted: {@code @Base64 @MinBytes(32) Secret key}. Prohibited: on anything but a {@code Secret}.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface MinBytes {
    /** Bytes, 1 or more. */
    int value();
}
