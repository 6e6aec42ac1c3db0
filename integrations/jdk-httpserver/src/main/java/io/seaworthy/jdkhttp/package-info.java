/** The guard chain on the JDK's own HTTP server: {@link io.seaworthy.jdkhttp.SeaworthyHandler}. */
@NullMarked
package io.seaworthy.jdkhttp;

import org.jspecify.annotations.NullMarked;
