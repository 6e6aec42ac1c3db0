package io.seaworthy.servlet;

import io.seaworthy.kernel.Ending;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Ends the request with its asynchronous handler. Called by the container, one thread at a time. */
final class AsyncEnd implements AsyncListener {

    private final Exchange exchange;
    private final @Nullable GuardedAsyncContext context;
    private Ending.How how = Ending.How.RETURNED;
    private @Nullable Throwable failure;

    AsyncEnd(Exchange exchange, @Nullable GuardedAsyncContext context) {
        this.exchange = exchange;
        this.context = context;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        exchange.end(how, failure);
    }

    /** Answers where nobody else will: an application that listens may still have something better to say. */
    @Override
    public void onTimeout(AsyncEvent event) {
        how = Ending.How.TIMED_OUT;
        if (context != null && !context.isHeard() && exchange.response().replaceBy(Exchange.TIMED_OUT, true)) {
            context.complete();
        }
    }

    @Override
    public void onError(AsyncEvent event) {
        failure = event.getThrowable();
        if (how == Ending.How.RETURNED) {
            how = failure instanceof IOException ? Ending.How.ABORTED : Ending.How.FAILED;
        }
        if (how == Ending.How.FAILED) {
            exchange.failedLater(failure);
        }
    }

    /** A new context has a listener of its own. */
    @Override
    public void onStartAsync(AsyncEvent event) {}
}
