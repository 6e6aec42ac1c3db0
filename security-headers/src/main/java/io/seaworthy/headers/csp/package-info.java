/** Content Security Policy: typed builder, parser, linter, and the intake of violation reports. */
@NullMarked
package io.seaworthy.headers.csp;

import org.jspecify.annotations.NullMarked;
