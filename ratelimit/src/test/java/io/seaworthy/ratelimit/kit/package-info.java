/** The conformance kit for limit stores, published in this module's test-jar. */
@NullMarked
package io.seaworthy.ratelimit.kit;

import org.jspecify.annotations.NullMarked;
