/** Access tokens: issuing, verifying, signing keys, revocation. */
@NullMarked
package io.seaworthy.auth.token;

import org.jspecify.annotations.NullMarked;
