/** Protection against cross-site requests without tokens and with them. */
@NullMarked
package io.seaworthy.headers.csrf;

import org.jspecify.annotations.NullMarked;
