/** What several packages of this module share; not exported. */
@NullMarked
package io.seaworthy.sanitize.internal;

import org.jspecify.annotations.NullMarked;
