/**
 * What an integrator tests with: {@link io.seaworthy.testkit.AdapterConformanceTest} for adapters,
 * {@link io.seaworthy.testkit.RequestHeads} and {@link io.seaworthy.testkit.GuardAssertions} for guards,
 * {@link io.seaworthy.testkit.VirtualTicker} for time.
 */
@NullMarked
package io.seaworthy.testkit;

import org.jspecify.annotations.NullMarked;
