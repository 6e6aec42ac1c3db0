/** What the packages of this module share: its events and the failure of its stores. */
@NullMarked
package io.seaworthy.auth;

import org.jspecify.annotations.NullMarked;
