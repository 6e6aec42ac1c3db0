package io.seaworthy.logging;

import static java.util.Map.entry;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.ServerRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says which events of the building blocks are {@link SecurityEvent}s. Everything goes on as it came; what is a sign of
 * an attack goes on as its type as well, so that a log, meters and {@link SecurityAlerts} can tell attacks from the rest
 * whichever block noticed them:
 *
 * <pre>{@code
 * Events events = SecurityEvents.typed(LoggingEvents.create().and(alerts));
 * }</pre>
 *
 * <p>A refresh token used again is {@code TOKEN_THEFT}; quotas, the flood ceiling and locked accounts are
 * {@code LIMIT_EXCEEDED}; a report of a browser is {@code CSP_VIOLATION}; a refused cross-site request or token is
 * {@code CSRF_REFUSED}; an API key that is not accepted, and a scope that a key lacks, are {@code KEY_MISUSE}.
 *
 * <p>What it does not do: it cannot know what only the application knows. A wrong password ({@code LOGIN_FAILURE}) and a
 * refused address ({@code SSRF_REFUSED}) are answers of the parts that the application calls; it emits them where it
 * reads the answer. Immutable, thread-safe; throws nothing of its own.
 */
public final class SecurityEvents implements Events {

    private static final Map<String, SecurityEvent> TYPES = Map.ofEntries(
            entry("auth.refresh_reuse", SecurityEvent.TOKEN_THEFT),
            entry("limit.limited", SecurityEvent.LIMIT_EXCEEDED),
            entry("limit.flood", SecurityEvent.LIMIT_EXCEEDED),
            entry("limit.account_limited", SecurityEvent.LIMIT_EXCEEDED),
            entry("limit.account_locked", SecurityEvent.LIMIT_EXCEEDED),
            entry("csp_reports.counted", SecurityEvent.CSP_VIOLATION),
            entry("csrf.cross_site", SecurityEvent.CSRF_REFUSED),
            entry("csrf.foreign_origin", SecurityEvent.CSRF_REFUSED),
            entry("csrf_token.cookie_missing", SecurityEvent.CSRF_REFUSED),
            entry("csrf_token.token_missing", SecurityEvent.CSRF_REFUSED),
            entry("csrf_token.token_malformed", SecurityEvent.CSRF_REFUSED),
            entry("csrf_token.token_mismatch", SecurityEvent.CSRF_REFUSED),
            entry("csrf_token.cookie_forged", SecurityEvent.CSRF_REFUSED));

    private final Events next;

    private SecurityEvents(Events next) {
        this.next = next;
    }

    /** Hands on all events, and the types of those that have one. */
    public static SecurityEvents typed(Events next) {
        return new SecurityEvents(Objects.requireNonNull(next, "next"));
    }

    @Override
    public void emit(EventReason reason, @Nullable RequestHead head, @Nullable Throwable cause) {
        next.emit(reason, head, cause);
        SecurityEvent type = type(reason, head);
        if (type != null) {
            next.emit(type, head, cause);
        }
    }

    private static @Nullable SecurityEvent type(EventReason reason, @Nullable RequestHead head) {
        String code = reason.area() + '.' + reason.code();
        boolean key = switch (code) {
            case "auth.credential_refused" -> presentsKey(head);
            case "chain.rejected" -> lacksScope(head);
            default -> false;
        };
        return key ? SecurityEvent.KEY_MISUSE : TYPES.get(code);
    }

    private static boolean presentsKey(@Nullable RequestHead head) {
        try {
            return head != null && head.header("X-API-Key") != null;
        } catch (IllegalStateException over) {
            // The request ended meanwhile, and with it what it said.
            return false;
        }
    }

    private static boolean lacksScope(@Nullable RequestHead head) {
        return head instanceof ServerRequest request
                && request.outcome().decision() instanceof Decision.Reject reject
                && reject.problem().code().equals("insufficient_scope");
    }

    @Override
    public String toString() {
        return "SecurityEvents";
    }
}
