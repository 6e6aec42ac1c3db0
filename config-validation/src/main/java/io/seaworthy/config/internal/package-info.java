/** What the packages of this module share; not exported. */
@NullMarked
package io.seaworthy.config.internal;

import org.jspecify.annotations.NullMarked;
