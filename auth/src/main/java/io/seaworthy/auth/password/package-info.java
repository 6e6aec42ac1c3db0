/** Passwords: hashing, policy, reset tokens. */
@NullMarked
package io.seaworthy.auth.password;

import org.jspecify.annotations.NullMarked;
