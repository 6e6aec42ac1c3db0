package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The environment variable that a component is read from: upper-case letters, digits and underscores. On a {@code Map}
 * the name holds one {@code <NAME>}: each variable that fits is an entry, its part in lower case the key.
 *
 * <p>Permitted: {@code @Env("PORT") int port}. Prohibited: {@code @Env("http.port")}, two components of one name.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Env {
    /** {@code PORT}, or {@code PLAN_<NAME>_PER_MINUTE}. */
    String value();
}
