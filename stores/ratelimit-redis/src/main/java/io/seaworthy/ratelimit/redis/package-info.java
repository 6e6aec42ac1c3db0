/** The limit store over Redis. */
@NullMarked
package io.seaworthy.ratelimit.redis;

import org.jspecify.annotations.NullMarked;
