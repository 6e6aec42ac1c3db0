package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value is written in hexadecimal, two digits a byte, either case. On a {@code byte[]} or a {@code Secret}.
 *
 * <p>Permitted: {@code @Hex @Length(32) byte[] salt}. Prohibited: together with {@link Base64}.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Hex {}
