/** Key derivation, pseudonyms and an audit trail that shows when it was changed. */
@NullMarked
package io.seaworthy.protection;

import org.jspecify.annotations.NullMarked;
