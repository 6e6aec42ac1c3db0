/** Correlation of requests, redaction, access log and events, on slf4j. */
@NullMarked
package io.seaworthy.logging;

import org.jspecify.annotations.NullMarked;
