package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A {@code String} (or each element of a list) that is a serialised web origin (RFC 6454): lower case, scheme, host and a
 * port that is not the default one, nothing else. The schemes are {@code http} and {@code https} unless {@link Schemes}
 * says so. Permitted: {@code https://app.example.com}. Prohibited: {@code https://app.example.com/}, {@code *}.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Origin {}
