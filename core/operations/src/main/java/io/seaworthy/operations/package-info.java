/** Metrics, health, pools, resources and shutdown: what keeps a service observable and stops it without loss. */
@NullMarked
package io.seaworthy.operations;

import org.jspecify.annotations.NullMarked;
