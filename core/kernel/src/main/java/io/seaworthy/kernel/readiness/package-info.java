/** Readiness evidence: what is in force, by the ids of the checklist catalogue. */
@NullMarked
package io.seaworthy.kernel.readiness;

import org.jspecify.annotations.NullMarked;
