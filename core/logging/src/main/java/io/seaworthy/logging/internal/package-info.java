/** The line writer, which knows no logging backend. */
@NullMarked
package io.seaworthy.logging.internal;

import org.jspecify.annotations.NullMarked;
