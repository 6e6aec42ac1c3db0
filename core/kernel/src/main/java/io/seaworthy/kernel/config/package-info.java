/** Faults of a configuration, all at once, each with what to do. */
@NullMarked
package io.seaworthy.kernel.config;

import org.jspecify.annotations.NullMarked;
