/** Limits that nodes share, decided by a Redis on loopback. */
@org.jspecify.annotations.NullMarked
package io.seaworthy.benchmarks.redis;
