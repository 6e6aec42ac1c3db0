/** The guard chain on Jakarta Servlet 6.0 and 6.1 containers; the one public type is the filter. */
@NullMarked
package io.seaworthy.servlet;

import org.jspecify.annotations.NullMarked;
