package io.seaworthy.servlet;

import io.seaworthy.kernel.BodyLimit;
import io.seaworthy.kernel.ChainEvent;
import io.seaworthy.kernel.ContextElement;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.Outcome;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestContext;
import io.seaworthy.kernel.http.Problem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the filter: runs the chain once, applies what it decided, runs the application and
 * ends the request exactly once, however it ends. Each dispatch finds it under its key: one by the application asks the
 * guarded request, one by the container a request attribute, which is there once the container may dispatch.
 *
 * <p>Used by the thread that has the request; the container hands it over between dispatches.
 */
final class Exchange {

    private static final Problem FAILED = Problem.of(500, "internal_error", "The request could not be processed");
    private static final Problem UNAVAILABLE =
            Problem.of(503, "unavailable", "The service could not decide about the request in time");
    static final Problem TIMED_OUT = Problem.of(503, "unavailable", "The service did not answer in time");

    private final GuardChain chain;
    private final String key;
    private final ServletHead head;
    private final RequestFaults faults = new RequestFaults();
    private final boolean mayDispatch;
    private final @Nullable Duration deadline;
    private GuardedResponse response;
    private @Nullable CompletableFuture<?> timer;

    /** Present while the chain waits for a guard; what it decided arrives on the container's thread. */
    private @Nullable Turnstile turnstile;

    private @Nullable Outcome decided;

    /** Whether the running asynchronous handler was started by the wrapped request, which sees to its end. */
    private boolean followed;

    /** The container's timeout for asynchronous handlers, where the wait for a guard has replaced it. */
    private @Nullable Long usualTimeout;

    private boolean kept;

    Exchange(
            GuardChain chain,
            String key,
            HttpServletRequest request,
            HttpServletResponse response,
            boolean mayDispatch,
            @Nullable Duration deadline) {
        this.chain = chain;
        this.key = key;
        this.head = new ServletHead(request);
        this.response = new GuardedResponse(response, head);
        this.mayDispatch = mayDispatch;
        this.deadline = deadline;
    }

    RequestFaults faults() {
        return faults;
    }

    GuardedResponse response() {
        return response;
    }

    /** Whether this is the name under which dispatches look for it. */
    boolean isNamed(String name) {
        return key.equals(name);
    }

    /** Lets a dispatch by the container find it. Not done for each request: containers make a map for an attribute. */
    private void keep() {
        if (!kept) {
            kept = true;
            head.request().setAttribute(key, this);
        }
    }

    /** The filter returns; the container may go on to an error page unless the client has the whole answer. */
    void leave() {
        if (!kept && (!response.isSent() || head.request().isAsyncStarted())) {
            keep();
        }
    }

    /** The request's first dispatch. */
    void begin(HttpServletRequest request, FilterChain next) throws IOException, ServletException {
        if (!chain.isAsync()) {
            apply(chain.run(head), request, next);
            return;
        }
        turnstile = new Turnstile();
        decided = chain.run(head, turnstile, outcome -> decided = outcome);
        proceed(turnstile, request, next);
    }

    /** The container's thread is back: after a guard's stage, or because the application dispatched. */
    void resume(HttpServletRequest request, HttpServletResponse plain, FilterChain next)
            throws IOException, ServletException {
        if (turnstile != null) {
            response = new GuardedResponse(plain, head);
            turnstile.pass();
            proceed(turnstile, request, next);
        } else {
            if (!Wrappers.holds(plain, response)) {
                response = new GuardedResponse(plain, head);
                run(request, response, next);
            } else {
                run(request, plain, next);
            }
        }
    }

    /** An error page of the application: its headers hold too, but the request has ended for the guards. */
    void showError(HttpServletRequest request, HttpServletResponse plain, FilterChain next)
            throws IOException, ServletException {
        GuardedResponse page = new GuardedResponse(plain, head);
        page.openErrorPage();
        next.doFilter(request, page);
        page.finish();
    }

    private void proceed(Turnstile waiting, HttpServletRequest request, FilterChain next)
            throws IOException, ServletException {
        if (decided == null && mayDispatch && request.isAsyncSupported() && !request.isAsyncStarted()) {
            suspend(waiting, request);
            return;
        }
        try {
            while (decided == null) {
                waiting.awaitAndPass();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            head.complete(Ending.of(Ending.How.REJECTED, UNAVAILABLE.status()));
            waiting.close();
            refuse(UNAVAILABLE, request);
            return;
        }
        turnstile = null;
        apply(decided, request, next);
    }

    /** Leaves the thread to the container until a guard has decided; the chain's deadline is the only timeout. */
    private void suspend(Turnstile waiting, HttpServletRequest request) {
        keep();
        AsyncContext context = request.startAsync(request, response.getResponse());
        if (usualTimeout == null) {
            usualTimeout = context.getTimeout();
        }
        context.setTimeout(0);
        context.addListener(new AsyncEnd(this, null));
        waiting.whenReady(context::dispatch);
    }

    private void apply(Outcome outcome, HttpServletRequest request, FilterChain next)
            throws IOException, ServletException {
        Decision decision = outcome.decision();
        if (decision instanceof Decision.Reject reject) {
            refuse(reject.problem(), request);
        } else if (!RequestSyntax.isClear(request)) {
            refuse(RequestFaults.MALFORMED, ChainEvent.MALFORMED_REQUEST, request);
        } else if (decision instanceof Decision.Respond respond) {
            response.open();
            response.setStatus(respond.status());
            response.finish();
            head.close();
        } else {
            BodyLimit limit = head.attribute(RequestAttributes.BODY_LIMIT);
            if (limit != null && request.getContentLengthLong() > limit.bytes()) {
                refuse(RequestFaults.TOO_LARGE, ChainEvent.REJECTED, request);
            } else {
                response.open();
                run(new GuardedRequest(request, this, limit), response, next);
            }
        }
    }

    private void refuse(Problem problem, ChainEvent event, HttpServletRequest request) {
        chain.events().emit(event, head);
        head.complete(Ending.of(Ending.How.REJECTED, problem.status()));
        refuse(problem, request);
    }

    private void refuse(Problem problem, HttpServletRequest request) {
        response.open();
        boolean drain = Drain.isNeeded(request);
        response.write(problem, !drain);
        response.finish();
        head.close();
        if (drain) {
            Drain.start(request, response);
        }
    }

    /** The application, with the request's context on this thread for exactly as long as it has it. */
    private void run(HttpServletRequest request, HttpServletResponse shown, FilterChain next)
            throws IOException, ServletException {
        followed = false;
        if (deadline != null && timer == null) {
            timer = Deadline.start(deadline, () -> head.complete(Ending.of(Ending.How.TIMED_OUT, 0)));
        }
        try (ContextElement.Scope scope = RequestContext.open(head, chain.context())) {
            next.doFilter(request, shown);
        } catch (Throwable failure) {
            fail(failure, request);
            return;
        }
        if (request.isAsyncStarted()) {
            followUnseen(Wrappers.containersOwn(request));
        } else {
            response.finish();
            end(Ending.How.RETURNED, null);
        }
    }

    /** Rethrows what the container has to know: that a committed response is not whole, that the machine is in need. */
    private void fail(Throwable failure, HttpServletRequest request) throws IOException, ServletException {
        boolean gone = response.isBroken();
        Problem refusal = faults.problemFor(failure);
        if (!gone) {
            chain.events().emit(refusal == null ? ChainEvent.HANDLER_FAILED : ChainEvent.REJECTED, head, failure);
        }
        boolean drain = refusal == RequestFaults.TOO_LARGE && Drain.isNeeded(Wrappers.containersOwn(request));
        boolean answered = false;
        try {
            answered = response.isErrorSent() || response.replaceBy(refusal == null ? FAILED : refusal, !drain);
            response.finish();
        } finally {
            end(refusal == null ? Ending.How.FAILED : Ending.How.REJECTED, failure);
        }
        if (answered && request.isAsyncStarted()) {
            request.getAsyncContext().complete();
        } else if (answered && drain) {
            Drain.start(Wrappers.containersOwn(request), response);
        }
        if (!answered || (failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError))) {
            Exchange.<RuntimeException>rethrow(failure);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void rethrow(Throwable failure) throws T {
        throw (T) failure;
    }

    /** Follows an asynchronous handler that the application started. */
    AsyncContext follow(AsyncContext started) {
        keep();
        head.detach();
        followed = true;
        if (usualTimeout != null) {
            started.setTimeout(usualTimeout);
        }
        GuardedAsyncContext guarded = new GuardedAsyncContext(started, response);
        started.addListener(new AsyncEnd(this, guarded));
        return guarded;
    }

    /** Something reached past the wrapped request to start it. */
    private void followUnseen(HttpServletRequest request) {
        try {
            if (!followed) {
                request.getAsyncContext().addListener(new AsyncEnd(this, null));
            }
        } catch (IllegalStateException e) {
            // It is over already.
            end(Ending.How.RETURNED, null);
        }
    }

    /** Reports a failure that an asynchronous handler ended with. */
    void failedLater(@Nullable Throwable failure) {
        if (!response.isBroken() && !head.isCompleted()) {
            chain.events().emit(ChainEvent.HANDLER_FAILED, head, failure);
        }
    }

    /** Ends the request; the first call counts. */
    void end(Ending.How how, @Nullable Throwable failure) {
        head.complete(new Ending(how, response.getStatus(), response.bytes(), failure));
        if (timer != null) {
            timer.complete(null);
        }
        if (turnstile != null) {
            turnstile.close();
        }
        head.close();
    }

    /** What the filter could not bring to an end in order must not keep a permit. */
    void abandon(Throwable failure) {
        end(Ending.How.FAILED, failure);
    }
}
