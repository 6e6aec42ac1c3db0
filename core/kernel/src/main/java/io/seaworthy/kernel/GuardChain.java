package io.seaworthy.kernel;

import io.seaworthy.kernel.http.Problem;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Guards in order, folded to one outcome. The first guard that responds or rejects ends the walk; the header edits of
 * the guards before it reach that answer too, and their completions fire at once.
 *
 * <p>The synchronous path uses no future and allocates nothing while guards have nothing to say. An asynchronous
 * guard's stage that is already complete is taken in place; a pending one is awaited without a thread, for at most the
 * chain's deadline (5 s unless set otherwise), after which the request is refused with 503.
 *
 * <p>Immutable and thread-safe.
 */
public final class GuardChain implements EvidenceSource {

    static final Outcome UNDECIDED = Outcome.start();

    private static final Problem GUARD_FAILED = Problem.of(500, "internal_error", "The request could not be processed");
    private static final Problem GUARD_TIMED_OUT =
            Problem.of(503, "unavailable", "The service could not decide about the request in time");

    // Exactly one of the two has an entry at each position.
    private final @Nullable Guard[] guards;
    private final @Nullable AsyncGuard[] asyncGuards;
    private final List<ContextElement> context;
    private final Duration deadline;
    private final Events events;
    private final SecondWriters writers;
    private final boolean async;

    /** Each chain has its own trail of remembered outcomes. */
    private final Outcome start = Outcome.start();

    private GuardChain(Builder builder) {
        int size = builder.steps.size();
        guards = new Guard[size];
        asyncGuards = new AsyncGuard[size];
        boolean anyAsync = false;
        for (int i = 0; i < size; i++) {
            if (builder.steps.get(i) instanceof Guard guard) {
                guards[i] = guard;
            } else {
                asyncGuards[i] = (AsyncGuard) builder.steps.get(i);
                anyAsync = true;
            }
        }
        async = anyAsync;
        context = List.copyOf(builder.context);
        deadline = builder.deadline == null ? Duration.ofSeconds(5) : builder.deadline;
        events = harmless(builder.events == null ? Events.failuresToSystemLogger() : builder.events);
        writers = new SecondWriters(events);
    }

    /**
     * A receiver that throws in spite of its contract would cost other guards their completions, and, behind a pending
     * stage, the client its answer.
     */
    private static Events harmless(Events receiver) {
        return (reason, head, cause) -> {
            try {
                receiver.emit(reason, head, cause);
            } catch (Throwable lost) {
                // There is nobody left to tell: this was the one to be told.
            }
        };
    }

    /** A chain of synchronous guards. */
    public static GuardChain of(Guard... guards) {
        Builder builder = builder();
        for (Guard guard : guards) {
            builder.then(guard);
        }
        return builder.build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Whether any guard may decide later; such a chain needs an adapter that can wait without a thread. */
    public boolean isAsync() {
        return async;
    }

    /** What the handler's thread carries while the application runs. */
    public List<ContextElement> context() {
        return context;
    }

    /** Where this chain and its adapter report what happened. */
    public Events events() {
        return events;
    }

    /** Runs a chain that has no asynchronous guard. */
    public Outcome run(ServerRequest request) {
        if (async) {
            throw new IllegalStateException(
                    "This chain has asynchronous guards: call run(request, executor, later) instead");
        }
        request.begin(events, writers);
        return Objects.requireNonNull(walk(request, 0, start, null, null));
    }

    /**
     * Runs the chain. Returns the outcome where every guard decided at once; otherwise returns null, and {@code later}
     * is called exactly once on the executor.
     *
     * @param request the live request; a snapshot of it is taken before this method returns null
     * @param executor where the walk goes on after a pending stage: the server's own executor
     * @param later takes the outcome
     */
    public @Nullable Outcome run(ServerRequest request, Executor executor, Consumer<Outcome> later) {
        request.begin(events, writers);
        return walk(request, 0, start, executor, later);
    }

    private @Nullable Outcome walk(
            ServerRequest request,
            int from,
            Outcome trail,
            @Nullable Executor executor,
            @Nullable Consumer<Outcome> later) {
        Outcome outcome = trail;
        for (int i = from; i < guards.length; i++) {
            Guard guard = guards[i];
            Decision decision;
            if (guard != null) {
                decision = ask(guard, request);
            } else {
                CompletableFuture<Decision> stage = ask(Objects.requireNonNull(asyncGuards[i]), request);
                if (!stage.isDone()) {
                    await(stage, request, i, outcome, Objects.requireNonNull(executor), Objects.requireNonNull(later));
                    return null;
                }
                decision = result(stage, request);
            }
            if (decision == Decision.proceed()) {
                continue;
            }
            outcome = outcome.then(decision);
            if (!(decision instanceof Decision.Proceed proceed)) {
                return end(request, outcome);
            }
            request.accept(proceed);
        }
        request.decided(outcome);
        return outcome;
    }

    private Decision ask(Guard guard, ServerRequest request) {
        try {
            Decision decision = guard.check(request);
            return decision != null ? decision : failed(request, new NullPointerException(guard + " returned null"));
        } catch (Throwable failure) {
            return failed(request, failure);
        }
    }

    private CompletableFuture<Decision> ask(AsyncGuard guard, ServerRequest request) {
        try {
            CompletionStage<Decision> stage = guard.check(request);
            if (stage != null) {
                return stage.toCompletableFuture();
            }
            return CompletableFuture.failedFuture(new NullPointerException(guard + " returned null"));
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private Decision result(CompletableFuture<Decision> stage, ServerRequest request) {
        try {
            Decision decision = stage.join();
            return decision != null ? decision : failed(request, new NullPointerException("a stage ended with null"));
        } catch (Throwable failure) {
            return failed(request, failure);
        }
    }

    private void await(
            CompletableFuture<Decision> stage,
            ServerRequest request,
            int index,
            Outcome outcome,
            Executor executor,
            Consumer<Outcome> later) {
        request.detach();
        CompletableFuture<Decision> timed = new CompletableFuture<>();
        stage.whenComplete((decision, failure) -> {
            boolean inTime = failure == null ? timed.complete(decision) : timed.completeExceptionally(failure);
            if (!inTime) {
                release(decision);
            }
        });
        timed.orTimeout(deadline.toNanos(), java.util.concurrent.TimeUnit.NANOSECONDS)
                .whenComplete((decision, failure) -> hop(executor, () -> {
                    Outcome reached = resume(timed, request, index, outcome, executor, later);
                    if (reached != null) {
                        later.accept(reached);
                    }
                }));
    }

    private @Nullable Outcome resume(
            CompletableFuture<Decision> timed,
            ServerRequest request,
            int index,
            Outcome outcome,
            Executor executor,
            Consumer<Outcome> later) {
        request.resumed();
        Decision decision = result(timed, request);
        if (decision == Decision.proceed()) {
            return walk(request, index + 1, outcome, executor, later);
        }
        Outcome next = outcome.then(decision);
        if (!(decision instanceof Decision.Proceed proceed)) {
            return end(request, next);
        }
        request.accept(proceed);
        return walk(request, index + 1, next, executor, later);
    }

    /** An executor that is shutting down must not leave the request without an answer. */
    private static void hop(Executor executor, Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            work.run();
        }
    }

    /** A decision that arrives after the deadline may hold a permit; nobody else will return it. */
    private void release(@Nullable Decision late) {
        if (late instanceof Decision.Proceed proceed && proceed.completion() != null) {
            try {
                proceed.completion().complete(Ending.of(Ending.How.REJECTED, GUARD_TIMED_OUT.status()));
            } catch (Throwable failure) {
                events.emit(ChainEvent.COMPLETION_FAILED, null, failure);
            }
        }
    }

    private Outcome end(ServerRequest request, Outcome outcome) {
        request.decided(outcome);
        if (outcome.decision() instanceof Decision.Reject reject) {
            events.emit(ChainEvent.REJECTED, request);
            request.complete(Ending.of(Ending.How.REJECTED, reject.problem().status()));
        } else if (outcome.decision() instanceof Decision.Respond respond) {
            request.complete(Ending.of(Ending.How.ANSWERED, respond.status()));
        }
        return outcome;
    }

    private Decision failed(ServerRequest request, Throwable failure) {
        boolean late = failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException;
        events.emit(late ? ChainEvent.GUARD_TIMED_OUT : ChainEvent.GUARD_FAILED, request, failure);
        return Decision.reject(late ? GUARD_TIMED_OUT : GUARD_FAILED);
    }

    /** The evidence of all guards that hand some over. */
    @Override
    public List<Evidence> evidence() {
        List<Evidence> all = new ArrayList<>();
        for (int i = 0; i < guards.length; i++) {
            Object step = guards[i] != null ? guards[i] : asyncGuards[i];
            if (step instanceof EvidenceSource source) {
                all.addAll(source.evidence());
            }
        }
        return all;
    }

    @Override
    public String toString() {
        return "GuardChain[" + guards.length + " guards" + (async ? ", async" : "") + ", deadline " + deadline + "]";
    }

    /** Collects guards; not thread-safe. */
    public static final class Builder {

        private final List<Object> steps = new ArrayList<>();
        private final List<ContextElement> context = new ArrayList<>();
        private @Nullable Duration deadline;
        private @Nullable Events events;

        private Builder() {}

        /** Adds a guard after those added so far. */
        public Builder then(Guard guard) {
            return add(guard);
        }

        /** Adds an asynchronous guard after those added so far. */
        public Builder thenAsync(AsyncGuard guard) {
            return add(guard);
        }

        private Builder add(Object step) {
            steps.add(Objects.requireNonNull(step, "guard"));
            if (step instanceof ContextElement element) {
                context.add(element);
            }
            return this;
        }

        /** Adds something that the handler's thread carries; guards that are elements themselves need not be named. */
        public Builder carry(ContextElement element) {
            context.add(Objects.requireNonNull(element, "element"));
            return this;
        }

        /** How long a pending stage may take, 5 s by default. Permitted: 100 ms. Prohibited: 0, more than a minute. */
        public Builder deadline(Duration deadline) {
            if (this.deadline != null) {
                throw new IllegalStateException("deadline is set twice");
            }
            if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(Duration.ofMinutes(1)) > 0) {
                throw new IllegalArgumentException("A deadline is above 0 and at most a minute, not " + deadline);
            }
            this.deadline = deadline;
            return this;
        }

        /**
         * Where the chain reports. By default failures go to the {@link System.Logger} named {@code io.seaworthy} and
         * the rest nowhere; {@link Events#none()} silences those too.
         */
        public Builder events(Events events) {
            if (this.events != null) {
                throw new IllegalStateException("events is set twice; combine receivers with Events.and");
            }
            this.events = Objects.requireNonNull(events, "events");
            return this;
        }

        public GuardChain build() {
            return new GuardChain(this);
        }
    }
}
