/** Stores that secrets come from, and secrets that change while the application runs. */
@NullMarked
package io.seaworthy.config.secrets;

import org.jspecify.annotations.NullMarked;
