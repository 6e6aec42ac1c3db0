/** HTML from strangers. */
@NullMarked
package io.seaworthy.sanitize.html;

import org.jspecify.annotations.NullMarked;
