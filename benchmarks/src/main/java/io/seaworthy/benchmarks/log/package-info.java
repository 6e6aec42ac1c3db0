/** A log event made into the bytes of a line. */
@org.jspecify.annotations.NullMarked
package io.seaworthy.benchmarks.log;
