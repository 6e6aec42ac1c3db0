/** Refresh tokens: session families that are safe to retry and notice theft. */
@NullMarked
package io.seaworthy.auth.refresh;

import org.jspecify.annotations.NullMarked;
