package io.seaworthy.headers.csrf;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Both checks of an unsafe request together; which of the two ways is said by name. Immutable, thread-safe.
 */
public final class CsrfLayers implements Guard, EvidenceSource {

    private final CsrfProtection metadata;
    private final SignedDoubleSubmit tokens;
    private final boolean all;

    private CsrfLayers(CsrfProtection metadata, SignedDoubleSubmit tokens, boolean all) {
        this.metadata = metadata;
        this.tokens = tokens;
        this.all = all;
    }

    /** A request passes that satisfies both: the stronger way. */
    public static CsrfLayers allOf(CsrfProtection metadata, SignedDoubleSubmit tokens) {
        return new CsrfLayers(metadata, tokens, true);
    }

    /**
     * A request passes that satisfies either; a {@code metadata} without enforcement only reports here, and the token
     * decides. Tokens then cover what Fetch Metadata refuses, and requests without any
     * browser's mark need no token; weakened.
     */
    public static CsrfLayers anyOf(CsrfProtection metadata, SignedDoubleSubmit tokens) {
        return new CsrfLayers(metadata, tokens, false);
    }

    @Override
    public Decision check(RequestHead head) {
        if (all) {
            Decision first = metadata.check(head);
            return first instanceof Decision.Proceed ? tokens.check(head) : first;
        }
        CsrfReason reason = metadata.reason(head);
        if (reason.passes()) {
            return tokens.offer(head);
        }
        Decision second = tokens.check(head);
        if (!(second instanceof Decision.Proceed)) {
            metadata.refuse(head, reason);
        }
        return second;
    }

    /** Whether the request goes on. */
    public boolean passes(RequestHead head) {
        boolean second = tokens.reason(head).passes();
        // A check on trial lets everything through; where either is enough, that would leave none.
        return all ? metadata.lets(head) && second : metadata.reason(head).passes() || second;
    }

    /** What both checks say, in sentences for people. */
    public String explain(RequestHead head) {
        String verdict = passes(head) ? "Goes on" : "Refused";
        return verdict + (all ? ", because both have to agree. " : ", because either is enough. ")
                + metadata.explain(head) + " " + tokens.explain(head);
    }

    /**
     * The fields of a form, under the same rule as {@link #check}: where either check is enough, one that Fetch Metadata
     * let pass needs no token.
     */
    public FormResult form(RequestHead head, byte[] body) {
        boolean verified = !all && metadata.reason(head).passes();
        return verified ? tokens.form(head, body, true) : tokens.form(head, body);
    }

    /** What weakens one layer weakens both, though the other one may make up for it. */
    @Override
    public List<Evidence> evidence() {
        List<String> weaknesses = new ArrayList<>();
        if (!all) {
            weaknesses.add("A request passes by either check alone");
        }
        for (EvidenceSource layer : List.of(metadata, tokens)) {
            layer.evidence().forEach(each -> weaknesses.addAll(each.weaknesses()));
        }
        String summary = "Fetch Metadata " + (all ? "and a signed token, both" : "or a signed token");
        return List.of(new Evidence("AUTH-CSRF", "CsrfLayers", summary, weaknesses));
    }

    @Override
    public String toString() {
        return "CsrfLayers[" + metadata + (all ? " and " : " or ") + tokens + "]";
    }
}
