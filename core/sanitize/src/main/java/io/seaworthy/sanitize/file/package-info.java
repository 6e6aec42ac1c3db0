/** Uploads: names and contents. */
@NullMarked
package io.seaworthy.sanitize.file;

import org.jspecify.annotations.NullMarked;
