package io.seaworthy.jdkhttp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.seaworthy.kernel.BodyLimit;
import io.seaworthy.kernel.BodyTooLargeException;
import io.seaworthy.kernel.ChainEvent;
import io.seaworthy.kernel.ContextElement;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.Outcome;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestContext;
import io.seaworthy.kernel.http.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a chain on an exchange and applies what it decided. Immutable and thread-safe. */
final class Interpreter {

    private static final Problem MALFORMED = Problem.of(400, "malformed_request", "The request is malformed");
    private static final Problem TOO_LARGE = Problem.of(413, "too_large", "The request's body is too large");
    private static final Problem FAILED = Problem.of(500, "internal_error", "The request could not be processed");
    private static final Problem TIMED_OUT = Problem.of(503, "unavailable", "The service took too long to answer");

    private final GuardChain chain;
    private final @Nullable Executor executor;
    private final @Nullable Duration deadline;

    Interpreter(GuardChain chain, @Nullable Executor executor, @Nullable Duration deadline) {
        this.chain = chain;
        this.executor = executor;
        this.deadline = deadline;
    }

    GuardChain chain() {
        return chain;
    }

    void handle(HttpExchange exchange, HttpHandler application) {
        JdkRequest request = new JdkRequest(exchange);
        Outcome outcome;
        try {
            outcome = executor == null
                    ? chain.run(request)
                    : chain.run(request, executor, later -> serve(exchange, request, later, application));
        } catch (Throwable failure) {
            // Guards cannot get here; receivers of events can, and must not keep a permit by it.
            request.complete(new Ending(Ending.How.FAILED, 0, 0, failure));
            request.close();
            exchange.close();
            throw failure;
        }
        if (outcome != null) {
            serve(exchange, request, outcome, application);
        }
        // Otherwise the server keeps the exchange open until somebody answers it.
    }

    private void serve(HttpExchange exchange, JdkRequest request, Outcome outcome, HttpHandler application) {
        RequestSyntax.Fault fault = RequestSyntax.check(exchange, request.target(), request.fields());
        long length = fault == null ? declaredLength(request.fields()) : 0;
        BodyLimit limit = request.attribute(RequestAttributes.BODY_LIMIT);
        RequestBody body = new RequestBody(exchange.getRequestBody(), limit, length == 0);
        Reply reply = new Reply(exchange, request, body, fault != null);
        try {
            if (fault == RequestSyntax.Fault.FRAMING
                    && exchange.getRequestMethod().equals("HEAD")) {
                // The server would read on behind an answer without a body, and what follows cannot be trusted.
                request.complete(Ending.of(Ending.How.REJECTED, MALFORMED.status()));
            } else if (outcome.decision() instanceof Decision.Reject reject) {
                reply.send(reject.problem());
            } else if (fault != null) {
                refuse(MALFORMED, ChainEvent.MALFORMED_REQUEST, request, reply);
            } else if (outcome.decision() instanceof Decision.Respond respond) {
                reply.send(respond.status(), -1, reply.fresh());
            } else if (limit != null && length > limit.bytes()) {
                refuse(TOO_LARGE, ChainEvent.REJECTED, request, reply);
            } else {
                apply(application, exchange, request, body, reply);
            }
        } catch (IOException gone) {
            reply.aborted(gone);
        } catch (Throwable failure) {
            chain.events().emit(ChainEvent.HANDLER_FAILED, request, failure);
            request.complete(
                    new Ending(Ending.How.FAILED, reply.status(), reply.body().written(), failure));
        } finally {
            reply.finish();
            request.close();
        }
    }

    private void refuse(Problem problem, ChainEvent event, JdkRequest request, Reply reply) throws IOException {
        request.complete(Ending.of(Ending.How.REJECTED, problem.status()));
        chain.events().emit(event, request);
        reply.send(problem);
    }

    private void apply(
            HttpHandler application, HttpExchange exchange, JdkRequest request, RequestBody body, Reply reply)
            throws IOException {
        HttpExchange guarded = GuardedExchange.of(exchange, reply, body);
        CompletableFuture<Void> timer = startTimer(request, reply);
        Throwable failure = null;
        try {
            ContextElement.Scope scope = RequestContext.open(request, chain.context());
            try {
                application.handle(guarded);
            } finally {
                scope.close();
            }
        } catch (Throwable thrown) {
            failure = thrown;
        }
        if (timer != null) {
            timer.complete(null);
            if (!reply.conclude()) {
                reply.leave();
                return;
            }
        }
        conclude(guarded, request, reply, failure);
    }

    private void conclude(HttpExchange guarded, JdkRequest request, Reply reply, @Nullable Throwable thrown)
            throws IOException {
        Throwable failure = thrown;
        if (failure == null && !reply.isClaimed()) {
            failure = new IllegalStateException("The application returned without an answer");
        } else if (failure == null) {
            guarded.close();
            if (!reply.body().isWhole()) {
                failure = new IllegalStateException("The application declared more bytes than it wrote");
            }
        }
        if (failure == null) {
            request.complete(
                    new Ending(Ending.How.RETURNED, reply.status(), reply.body().written(), null));
        } else {
            failed(failure, request, reply);
        }
    }

    private void failed(Throwable failure, JdkRequest request, Reply reply) throws IOException {
        if (request.isCompleted()) {
            // The client is gone or the deadline has passed; the application noticed by failing.
            return;
        }
        Problem problem = problem(failure);
        boolean refused = problem != FAILED && !reply.isClaimed();
        int status = reply.isClaimed() ? reply.status() : problem.status();
        request.complete(new Ending(
                refused ? Ending.How.REJECTED : Ending.How.FAILED,
                status,
                reply.body().written(),
                failure));
        chain.events().emit(refused ? ChainEvent.REJECTED : ChainEvent.HANDLER_FAILED, request, failure);
        if (!reply.isClaimed()) {
            reply.send(problem);
        }
    }

    /** Applications wrap what a read of the body throws; the cause counts. */
    private static Problem problem(Throwable failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < 10; depth++) {
            if (at instanceof BodyTooLargeException) {
                return TOO_LARGE;
            }
            if (at instanceof MalformedBodyException) {
                return MALFORMED;
            }
            at = at.getCause();
        }
        return FAILED;
    }

    private @Nullable CompletableFuture<Void> startTimer(JdkRequest request, Reply reply) {
        if (deadline == null) {
            return null;
        }
        CompletableFuture<Void> timer = new CompletableFuture<>();
        timer.orTimeout(deadline.toNanos(), TimeUnit.NANOSECONDS).exceptionally(late -> {
            // The timer's own thread serves every future of the process: it must not write to a socket. The server's
            // threads may all be busy with what is late.
            Thread thread = new Thread(() -> expire(request, reply), "seaworthy-deadline");
            thread.setDaemon(true);
            thread.start();
            return null;
        });
        return timer;
    }

    private void expire(JdkRequest request, Reply reply) {
        if (!reply.conclude()) {
            return;
        }
        boolean answer = !reply.isClaimed();
        request.complete(Ending.of(Ending.How.TIMED_OUT, answer ? TIMED_OUT.status() : reply.status()));
        try {
            if (answer) {
                reply.send(TIMED_OUT);
            }
        } catch (IOException | RuntimeException lost) {
            // The application was faster, or the client is gone; the connection is cut in either case.
        }
        reply.cut();
    }

    /** -1 for chunked, otherwise the length, 0 where there is no body. */
    private static long declaredLength(RequestFields headers) {
        if (headers.get("Transfer-Encoding") != null) {
            return -1;
        }
        String length = headers.first("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }
}
