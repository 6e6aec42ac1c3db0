package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A {@code String} that is a host: a DNS name (RFC 1123 labels) or an address literal, IPv6 without brackets. Permitted:
 * {@code api.example.com}, {@code 0.0.0.0}, {@code ::1}. Prohibited: {@code http://host}, {@code host:80}.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Host {}
