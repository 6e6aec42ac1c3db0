package io.seaworthy.logging;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.context.Context;
import io.seaworthy.kernel.ContextElement;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * Makes the request's trace the current one of OpenTelemetry while the handler runs, so that spans of the application
 * and of instrumented libraries become its children. It decides nothing; put it behind the {@link CorrelationGuard}.
 * Needs {@code io.opentelemetry:opentelemetry-api}, which the application brings along. The caller's {@code tracestate}
 * goes along. Stateless.
 */
public final class OpenTelemetryBridge implements Guard, ContextElement {

    private OpenTelemetryBridge() {}

    public static OpenTelemetryBridge create() {
        return new OpenTelemetryBridge();
    }

    @Override
    public Decision check(RequestHead head) {
        return Decision.proceed();
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // the chain closes it behind the handler
    public Scope open(RequestHead head) {
        Correlation correlation = head.attribute(Correlation.ATTRIBUTE);
        if (correlation == null) {
            return () -> {};
        }
        return context(correlation).makeCurrent()::close;
    }

    /** The current context with the request's trace in it. */
    public static Context context(Correlation correlation) {
        SpanContext span = SpanContext.createFromRemoteParent(
                correlation.traceId(),
                correlation.spanId(),
                TraceFlags.fromByte((byte) correlation.flags()),
                state(correlation.traceState()));
        return Context.current().with(Span.wrap(span));
    }

    /** OpenTelemetry's builder puts each member before those that it has, and drops what it does not know as a key. */
    private static TraceState state(@Nullable String members) {
        if (members == null) {
            return TraceState.getDefault();
        }
        TraceStateBuilder state = TraceState.builder();
        String[] all = members.split(",", -1);
        for (int i = all.length - 1; i >= 0; i--) {
            int equals = all[i].indexOf('=');
            state.put(all[i].substring(0, equals), all[i].substring(equals + 1));
        }
        return state.build();
    }

    @Override
    public String toString() {
        return "OpenTelemetryBridge";
    }
}
