/** Passwords checked. */
@org.jspecify.annotations.NullMarked
package io.seaworthy.benchmarks.password;
