/** Results read, judged by goals and budgets, and written as tables and plots. */
@org.jspecify.annotations.NullMarked
package io.seaworthy.benchmarks.report;
