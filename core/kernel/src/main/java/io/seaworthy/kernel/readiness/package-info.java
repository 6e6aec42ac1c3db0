/**
 * Readiness: what is in force, by the ids of the checklist catalogue.
 *
 * <p>Components hand over {@link io.seaworthy.kernel.readiness.Evidence}, people hand over an
 * {@link io.seaworthy.kernel.readiness.Attestation}, and {@link io.seaworthy.kernel.readiness.Readiness} says of every
 * item whether it is enforced, attested, weakened or open.
 */
@NullMarked
package io.seaworthy.kernel.readiness;

import org.jspecify.annotations.NullMarked;
