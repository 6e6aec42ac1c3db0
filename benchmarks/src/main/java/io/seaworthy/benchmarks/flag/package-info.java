/** Feature flags, ours and others'. */
@org.jspecify.annotations.NullMarked
package io.seaworthy.benchmarks.flag;
