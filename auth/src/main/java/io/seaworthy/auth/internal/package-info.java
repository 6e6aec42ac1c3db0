/** Shared by this module's packages only: JDBC, key derivation, encodings. No compatibility promise. */
@NullMarked
package io.seaworthy.auth.internal;

import org.jspecify.annotations.NullMarked;
