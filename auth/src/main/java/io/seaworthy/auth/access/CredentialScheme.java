package io.seaworthy.auth.access;

import io.seaworthy.kernel.RequestHead;
import org.jspecify.annotations.Nullable;

/** One kind of credential: where it is in a request, and how it is checked. Implementations are thread-safe. */
public interface CredentialScheme {

    /** A credential that was found in a request; it no longer needs the request. */
    interface Credential {

        /** {@link Authentication.Authenticated} or {@link Authentication.Failed}; never throws. */
        Authentication verify();

        /** Whether {@link #verify} may wait for a store. */
        default boolean mayBlock() {
            return false;
        }
    }

    /** The credential of this kind, well-formed or not, or null where there is none. Does no I/O. */
    @Nullable
    Credential find(RequestHead head);
}
