/** What all checks of input share. */
@NullMarked
package io.seaworthy.sanitize;

import org.jspecify.annotations.NullMarked;
