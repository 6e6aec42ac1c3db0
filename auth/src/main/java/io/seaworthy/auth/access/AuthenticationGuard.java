package io.seaworthy.auth.access;

import io.seaworthy.auth.AuthEvent;
import io.seaworthy.kernel.AsyncGuard;
import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who calls. It sets the principal, the plan and {@link Authentication#ATTRIBUTE}, and refuses nobody: {@link
 * AccessRules}, later in the chain, does, after the rate limits had their say.
 *
 * <p>A request that presents two kinds of credential is treated as one with a bad credential, because two guards might
 * otherwise believe different ones. As a plain {@link Guard} it checks on the server's thread, where an API key may read
 * a store; on a server whose threads must not wait use {@link #async}. Immutable, thread-safe.
 */
public final class AuthenticationGuard implements Guard {

    private static final Authentication AMBIGUOUS = ambiguous();

    private final List<CredentialScheme> schemes;
    private final @Nullable Function<Principal, @Nullable Plan> plans;
    private final Events events;

    private AuthenticationGuard(Builder builder) {
        schemes = builder.schemes;
        plans = builder.plans;
        events = builder.events == null ? Events.none() : builder.events;
    }

    /** The answer says why: each of the two may be good alone. RFC 6750 section 3.1 calls it an invalid request. */
    private static Authentication ambiguous() {
        Authentication.Failed bad = Authentication.Failed.invalid("Bearer error=\"invalid_request\"");
        String detail = "The request presents two kinds of credential; send one of them";
        return new Authentication.Failed(bad.problem().with("detail", detail), bad.headers());
    }

    /** Knows these kinds of credential and no plans. */
    public static AuthenticationGuard of(CredentialScheme... schemes) {
        return builder(schemes).build();
    }

    public static Builder builder(CredentialScheme... schemes) {
        return new Builder(schemes);
    }

    @Override
    public Decision check(RequestHead head) {
        CredentialScheme.Credential credential = find(head);
        return credential == null ? Decision.proceed() : decide(credential.verify(), head);
    }

    /** The same as a guard that checks what may wait on an executor. */
    public AsyncGuard async(Executor executor) {
        Objects.requireNonNull(executor, "executor");
        return head -> {
            CredentialScheme.Credential credential = find(head);
            if (credential == null) {
                return CompletableFuture.completedFuture(Decision.proceed());
            }
            if (!credential.mayBlock()) {
                return CompletableFuture.completedFuture(decide(credential.verify(), head));
            }
            try {
                return CompletableFuture.supplyAsync(() -> decide(credential.verify(), null), executor);
            } catch (RejectedExecutionException e) {
                // A full or stopping executor is no fault of the request's: 503 where it needs a caller, not 500.
                return CompletableFuture.completedFuture(decide(Authentication.Failed.unavailable(), head));
            }
        };
    }

    private CredentialScheme.@Nullable Credential find(RequestHead head) {
        CredentialScheme.Credential found = null;
        for (int i = 0; i < schemes.size(); i++) {
            CredentialScheme.Credential credential = schemes.get(i).find(head);
            if (credential != null) {
                if (found != null) {
                    return () -> AMBIGUOUS;
                }
                found = credential;
            }
        }
        return found;
    }

    /** The head is for the event only; on another thread there is none to read. */
    private Decision decide(Authentication authentication, @Nullable RequestHead head) {
        Attributes attributes = Attributes.of(Authentication.ATTRIBUTE, authentication);
        if (authentication instanceof Authentication.Authenticated known) {
            attributes = attributes.with(RequestAttributes.PRINCIPAL, known.principal());
            Plan plan = plans == null ? null : plans.apply(known.principal());
            if (plan != null) {
                attributes = attributes.with(RequestAttributes.PLAN, plan);
            }
        } else {
            events.emit(AuthEvent.CREDENTIAL_REFUSED, head);
        }
        return Decision.Proceed.of(attributes);
    }

    @Override
    public String toString() {
        return "AuthenticationGuard" + schemes;
    }

    /** Collects options, each at most once; not thread-safe. */
    public static final class Builder {

        private final List<CredentialScheme> schemes;
        private @Nullable Function<Principal, @Nullable Plan> plans;
        private @Nullable Events events;

        private Builder(CredentialScheme... schemes) {
            this.schemes = List.of(schemes);
        }

        /** The caller's plan, or null for none; asked for each authenticated request, so it should be quick. */
        public Builder plans(Function<Principal, @Nullable Plan> plans) {
            requireUnset(this.plans, "plans");
            this.plans = plans;
            return this;
        }

        /** Where refused credentials are reported; nowhere by default. */
        public Builder events(Events events) {
            requireUnset(this.events, "events");
            this.events = events;
            return this;
        }

        private static void requireUnset(@Nullable Object value, String option) {
            if (value != null) {
                throw new IllegalStateException(option + " is set twice");
            }
        }

        public AuthenticationGuard build() {
            if (schemes.isEmpty()) {
                throw new IllegalArgumentException("Name at least one kind of credential");
            }
            return new AuthenticationGuard(this);
        }
    }
}
