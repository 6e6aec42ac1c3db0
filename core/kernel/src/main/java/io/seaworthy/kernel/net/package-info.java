/** Addresses: strict parsing, ranges, trusted proxies, special-purpose classification. */
@NullMarked
package io.seaworthy.kernel.net;

import org.jspecify.annotations.NullMarked;
