/** Structured data from outside: JSON, XML, serialised objects. */
@NullMarked
package io.seaworthy.sanitize.data;

import org.jspecify.annotations.NullMarked;
