/**
 * The heart of the house: a {@link io.seaworthy.kernel.Guard} maps a {@link io.seaworthy.kernel.RequestHead} to a
 * {@link io.seaworthy.kernel.Decision}, a {@link io.seaworthy.kernel.GuardChain} folds guards to one outcome, and an
 * adapter per server applies it.
 */
@NullMarked
package io.seaworthy.kernel;

import org.jspecify.annotations.NullMarked;
