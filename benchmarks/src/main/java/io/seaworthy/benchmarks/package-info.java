/** What each guard costs: JMH benchmarks, the table made of their results, and the budgets that the build holds. */
@NullMarked
package io.seaworthy.benchmarks;

import org.jspecify.annotations.NullMarked;
