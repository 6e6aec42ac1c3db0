package io.seaworthy.headers;

import io.seaworthy.headers.internal.ContentRules;
import io.seaworthy.headers.internal.NonceSource;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.LazyValue;
import io.seaworthy.kernel.ResponseHeaders;
import io.seaworthy.kernel.ResponsePass;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One response's nonce: drawn when the page asks for it, and put into the policies when the response's head leaves.
 * Until then, and in every answer that needs none, the policies stand without nonces, which is only stricter.
 *
 * <p>A page whose head leaves before it asked gets its nonce then, because the rest of it may be written yet. A response
 * that asks to be stored by shared caches gets none: everybody would have the same; one that says nothing about caches
 * is marked private. One on a 304 would not fit the stored page,
 * whose own policy the browser would replace by it (RFC 9111 section 3.2). Thread-safe.
 */
final class PageNonce extends AtomicReference<@Nullable String> implements LazyValue<String>, ResponsePass {

    private static final long serialVersionUID = 1;

    private final transient Rules rules;

    /** What is the same for all requests. */
    record Rules(
            CompiledCsp[] policies, boolean https, @Nullable ResponsePass first, Events events) {}

    PageNonce(Rules rules) {
        this.rules = rules;
    }

    @Override
    public String value() {
        String known = get();
        if (known != null) {
            return known;
        }
        String fresh = NonceSource.shared().next();
        String earlier = compareAndExchange(null, fresh);
        return earlier == null ? fresh : earlier;
    }

    @Override
    public void atCommit(int status, ResponseHeaders headers) {
        if (rules.first != null) {
            rules.first.atCommit(status, headers);
        }
        if (status == 304) {
            for (CompiledCsp policy : rules.policies) {
                headers.remove(policy.field());
            }
        } else if (get() != null || ContentRules.isPage(headers)) {
            if (ContentRules.isShared(headers)) {
                rules.events.emit(HeadersEvent.NONCE_WITHHELD, null);
                return;
            }
            // Whoever got this page from a cache would have this nonce once more.
            ContentRules.keepPrivate(headers);
            String nonce = value();
            for (CompiledCsp policy : rules.policies) {
                headers.set(policy.field(), policy.value(rules.https, nonce));
            }
        }
    }
}
