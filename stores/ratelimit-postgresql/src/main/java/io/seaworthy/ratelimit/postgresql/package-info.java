/** The limit store over PostgreSQL. */
@NullMarked
package io.seaworthy.ratelimit.postgresql;

import org.jspecify.annotations.NullMarked;
