/** API keys: made, verified, rotated, revoked. */
@NullMarked
package io.seaworthy.auth.apikey;

import org.jspecify.annotations.NullMarked;
