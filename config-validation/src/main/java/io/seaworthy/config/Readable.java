package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The {@code Path} is a file that the process may read, or a directory, when the settings are read. Left out when only the
 * shape is checked.
 *
 * <p>Permitted: {@code @Readable Path keystore}. Prohibited: on any other type.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Readable {}
