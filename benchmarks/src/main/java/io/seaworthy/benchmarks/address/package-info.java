/** Addresses matched with networks. */
@org.jspecify.annotations.NullMarked
package io.seaworthy.benchmarks.address;
