package io.seaworthy.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request that the current thread works on, for exactly as long as its handler runs.
 *
 * <p>Only the handler's own thread has it; work handed to other threads has to be handed the values that it needs.
 */
public final class RequestContext {

    private static final ThreadLocal<@Nullable RequestHead> CURRENT = new ThreadLocal<>();

    private RequestContext() {}

    /** The head of the current request. */
    public static RequestHead current() {
        RequestHead head = CURRENT.get();
        if (head == null) {
            throw new IllegalStateException("No request runs on this thread;"
                    + " read what you need from RequestContext in the handler and pass it on");
        }
        return head;
    }

    /** The head of the current request, or null where this thread works on none. */
    public static @Nullable RequestHead currentOrNull() {
        return CURRENT.get();
    }

    /** The value of an attribute of the current request, or null where there is no request or no such value. */
    public static <T> @Nullable T get(Attribute<T> attribute) {
        RequestHead head = CURRENT.get();
        return head == null ? null : head.attribute(attribute);
    }

    /** For adapters: opens the request's context on this thread. Elements are closed in reverse order. */
    public static ContextElement.Scope open(RequestHead head, List<ContextElement> elements) {
        RequestHead outer = CURRENT.get();
        Open all = null;
        CURRENT.set(head);
        try {
            for (int i = 0; i < elements.size(); i++) {
                all = new Open(outer, elements.get(i).open(head), all);
            }
        } catch (Throwable failure) {
            (all == null ? new Open(outer, null, null) : all).close();
            throw failure;
        }
        return all == null ? new Open(outer, null, null) : all;
    }

    /** An element's scope on top of those opened before; the head's own ends with the last of them. */
    private record Open(
            @Nullable RequestHead outer,
            ContextElement.@Nullable Scope scope,
            @Nullable Open below) implements ContextElement.Scope {

        /** Every scope is closed, even where a later one throws. */
        @Override
        public void close() {
            try {
                if (scope != null) {
                    scope.close();
                }
            } finally {
                if (below != null) {
                    below.close();
                } else {
                    // Not removed: the next request on this thread would have to make the entry anew.
                    CURRENT.set(outer);
                }
            }
        }
    }
}
