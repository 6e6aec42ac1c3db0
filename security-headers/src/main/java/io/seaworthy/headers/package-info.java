/** Security headers as compiled values, profiles by path, and the redirect to HTTPS. */
@NullMarked
package io.seaworthy.headers;

import org.jspecify.annotations.NullMarked;
