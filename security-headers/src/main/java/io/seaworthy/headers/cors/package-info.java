/** Cross-origin resource sharing as the Fetch standard defines it. */
@NullMarked
package io.seaworthy.headers.cors;

import org.jspecify.annotations.NullMarked;
