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
        CURRENT.set(head);
        ContextElement.Scope[] open = new ContextElement.Scope[elements.size()];
        int count = 0;
        try {
            for (; count < open.length; count++) {
                open[count] = elements.get(count).open(head);
            }
        } catch (Throwable failure) {
            close(open, count, outer);
            throw failure;
        }
        return () -> close(open, open.length, outer);
    }

    private static void close(ContextElement.Scope[] open, int count, @Nullable RequestHead outer) {
        try {
            closeFrom(open, count - 1);
        } finally {
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /** Every scope is closed, even where a later one throws. */
    private static void closeFrom(ContextElement.Scope[] open, int index) {
        if (index >= 0) {
            try {
                open[index].close();
            } finally {
                closeFrom(open, index - 1);
            }
        }
    }
}
