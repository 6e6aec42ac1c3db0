/** Request ids and trace contexts. */
@org.jspecify.annotations.NullMarked
package io.seaworthy.benchmarks.id;
