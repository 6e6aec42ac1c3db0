/** Session families and the revocation log in Redis. */
@NullMarked
package io.seaworthy.auth.redis;

import org.jspecify.annotations.NullMarked;
