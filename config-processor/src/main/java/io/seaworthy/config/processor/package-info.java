/** Writes the schema of a settings record at compile time. */
@NullMarked
package io.seaworthy.config.processor;

import org.jspecify.annotations.NullMarked;
