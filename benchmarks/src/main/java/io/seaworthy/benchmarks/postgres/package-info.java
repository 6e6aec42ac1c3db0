/** Refresh sessions in PostgreSQL. */
@org.jspecify.annotations.NullMarked
package io.seaworthy.benchmarks.postgres;
