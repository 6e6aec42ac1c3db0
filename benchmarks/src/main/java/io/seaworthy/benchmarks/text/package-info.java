/** HTML sanitised and encoded. */
@org.jspecify.annotations.NullMarked
package io.seaworthy.benchmarks.text;
