package io.seaworthy.auth.token;

import org.jspecify.annotations.Nullable;

/** Where the gate finds the key that a header names. Thread-safe. */
interface KeySource {

    /** The keys that are known now. */
    KeyRing ring();

    /** The key of an id, of tokens that name none for null; null where there is none. It may look further than the ring. */
    @Nullable
    TokenKey find(@Nullable String id);
}
