package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value is PEM (RFC 7468): one block or more, each of this label, line ends written as they are or as
 * <code>\\n</code>. On a {@code String} or a {@code Secret}.
 *
 * <p>Permitted: {@code @Pem("PRIVATE KEY") Secret key}. Prohibited: {@code @Pem("-----BEGIN PRIVATE KEY-----")}.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Pem {
    /** The label: {@code PRIVATE KEY}, {@code CERTIFICATE}. */
    String value();
}
