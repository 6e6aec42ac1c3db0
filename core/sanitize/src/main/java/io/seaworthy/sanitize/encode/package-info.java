/** Output encoding by context. */
@NullMarked
package io.seaworthy.sanitize.encode;

import org.jspecify.annotations.NullMarked;
