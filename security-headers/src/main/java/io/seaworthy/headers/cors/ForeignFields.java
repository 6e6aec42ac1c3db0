package io.seaworthy.headers.cors;

import io.seaworthy.headers.HeadersEvent;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.ResponseHeaders;
import io.seaworthy.kernel.ResponsePass;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes out the CORS fields that somebody else wrote under the policy's paths and that the policy does not grant: a
 * framework's own {@code Access-Control-Allow-Origin: *} would let in whom the policy refuses. Tells once. Shared by all
 * requests of a kind, thread-safe.
 */
final class ForeignFields implements ResponsePass {

    private final String[] names;
    private final AtomicBoolean told;
    private final Events events;

    ForeignFields(AtomicBoolean told, Events events, String... names) {
        this.names = names;
        this.told = told;
        this.events = events;
    }

    @Override
    public void atCommit(int status, ResponseHeaders headers) {
        for (String name : names) {
            if (headers.first(name) != null) {
                headers.remove(name);
                if (!told.getAndSet(true)) {
                    events.emit(HeadersEvent.FOREIGN_CORS, null);
                }
            }
        }
    }
}
