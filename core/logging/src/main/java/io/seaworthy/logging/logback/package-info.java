/** Encoders for Logback 1.5 and later. Needs {@code logback-classic}, which this module does not bring along. */
@NullMarked
package io.seaworthy.logging.logback;

import org.jspecify.annotations.NullMarked;
