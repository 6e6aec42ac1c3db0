package io.seaworthy.auth.token;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How {@link RemoteKeys} gets a key set. Implementations bound time and size, follow no redirect to elsewhere, and are
 * thread-safe; they are called by one thread at a time per set. The default asks over https at public addresses only.
 */
@FunctionalInterface
public interface KeySetFetch {

    /** The document at an address; fails with an {@link IOException} where the answer is not a 200. */
    Fetched fetch(URI address) throws IOException;

    /**
     * What was found.
     *
     * @param body the JSON
     * @param maxAge how long the sender lets it be kept ({@code Cache-Control: max-age}), null where it does not say
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on and read once
    record Fetched(byte[] body, @Nullable Duration maxAge) {}
}
