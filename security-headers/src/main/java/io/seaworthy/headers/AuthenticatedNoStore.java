package io.seaworthy.headers;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.List;

/**
 * {@code Cache-Control: no-store} on the answers to authenticated callers, unless the application says otherwise. For
 * services whose profile does not say it on everything; put it after authentication. One constant, so a request costs
 * nothing. Immutable, thread-safe.
 */
public final class AuthenticatedNoStore implements Guard, EvidenceSource {

    private static final Decision NO_STORE = Decision.proceed(HeaderEdits.builder()
            .defaultTo(FixedHeader.NO_STORE.field(), FixedHeader.NO_STORE.value())
            .build());

    private AuthenticatedNoStore() {}

    public static AuthenticatedNoStore create() {
        return new AuthenticatedNoStore();
    }

    @Override
    public Decision check(RequestHead head) {
        return head.attribute(RequestAttributes.PRINCIPAL) == null ? Decision.proceed() : NO_STORE;
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(Evidence.enforced(
                "HEAD-CACHE",
                "AuthenticatedNoStore",
                "no-store on authenticated answers unless the application differs"));
    }

    @Override
    public String toString() {
        return "AuthenticatedNoStore";
    }
}
