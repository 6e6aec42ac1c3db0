/** Who calls and what the caller may do: the authentication guard and the access rules. */
@NullMarked
package io.seaworthy.auth.access;

import org.jspecify.annotations.NullMarked;
