/** Compares environments with the schema and with each other, without showing a value. */
@NullMarked
package io.seaworthy.config.parity;

import org.jspecify.annotations.NullMarked;
