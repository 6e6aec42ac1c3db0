/** Keyed rate-limit decisions in process. */
@org.jspecify.annotations.NullMarked
package io.seaworthy.benchmarks.limit;
