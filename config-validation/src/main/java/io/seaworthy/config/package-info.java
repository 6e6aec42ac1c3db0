/**
 * Typed settings from the environment: a record says what there is, {@link io.seaworthy.config.Environment} reads it,
 * and every fault is reported at once.
 */
@NullMarked
package io.seaworthy.config;

import org.jspecify.annotations.NullMarked;
