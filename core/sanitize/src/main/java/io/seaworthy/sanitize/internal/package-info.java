/** Shared by the packages of this module; not exported. */
@NullMarked
package io.seaworthy.sanitize.internal;

import org.jspecify.annotations.NullMarked;
