/** Feature flags and experiments: typed, targeted, rolled out by a versioned hash, reloaded as a whole. */
@NullMarked
package io.seaworthy.config.flags;

import org.jspecify.annotations.NullMarked;
