package io.seaworthy.headers;

import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.ResponseHeaders;
import io.seaworthy.kernel.ResponsePass;

/**
 * Takes the nonce out of responses that outlive the request. A nonce that a shared cache stores is the same for
 * everybody and protects nobody; one on a 304 does not fit the stored page, whose own policy the browser would replace
 * by it (RFC 9111 section 3.2). Shared by all requests, thread-safe.
 */
final class NoncePass implements ResponsePass {

    private final CompiledCsp[] policies;
    private final boolean https;
    private final Events events;

    NoncePass(CompiledCsp[] policies, boolean https, Events events) {
        this.policies = policies;
        this.https = https;
        this.events = events;
    }

    @Override
    public void atCommit(int status, ResponseHeaders headers) {
        if (status == 304) {
            for (CompiledCsp policy : policies) {
                headers.remove(policy.field());
            }
        } else if (CacheRules.isShared(headers)) {
            for (CompiledCsp policy : policies) {
                headers.set(policy.field(), policy.withheld(https));
            }
            events.emit(HeadersEvent.NONCE_WITHHELD, null);
        }
    }
}
