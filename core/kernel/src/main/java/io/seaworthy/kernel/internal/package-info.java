/** Shared by Seaworthy's own modules only: the JSON reader and writer. No compatibility promise. */
@NullMarked
package io.seaworthy.kernel.internal;

import org.jspecify.annotations.NullMarked;
