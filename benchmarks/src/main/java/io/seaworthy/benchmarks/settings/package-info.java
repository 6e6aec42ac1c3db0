/** Thirty settings read from the environment: in a process that has just started, and again and again. */
@org.jspecify.annotations.NullMarked
package io.seaworthy.benchmarks.settings;
