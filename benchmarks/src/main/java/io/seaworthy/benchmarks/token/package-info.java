/** Access tokens, verified and issued. */
@org.jspecify.annotations.NullMarked
package io.seaworthy.benchmarks.token;
