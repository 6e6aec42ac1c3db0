/** URLs that somebody else named: fetched and redirected to. */
@NullMarked
package io.seaworthy.sanitize.net;

import org.jspecify.annotations.NullMarked;
