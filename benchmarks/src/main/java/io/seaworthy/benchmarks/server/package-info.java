/** The same endpoint on real servers, bare and guarded, under load on loopback. */
@org.jspecify.annotations.NullMarked
package io.seaworthy.benchmarks.server;
