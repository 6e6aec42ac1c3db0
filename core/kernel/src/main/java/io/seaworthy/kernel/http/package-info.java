/** HTTP values: problems, cookies, header grammar, route patterns. */
@NullMarked
package io.seaworthy.kernel.http;

import org.jspecify.annotations.NullMarked;
