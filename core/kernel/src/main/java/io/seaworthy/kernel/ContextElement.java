package io.seaworthy.kernel;

/**
 * Something that the handler's thread carries while it works on a request: MDC keys, a trace span, a tenant. Opened
 * before the handler and closed after it, on the same thread, platform or virtual. A guard that implements this
 * interface is carried by the chains it is part of.
 */
@FunctionalInterface
public interface ContextElement {

    /** Puts the element in place; the scope takes exactly that away again and restores what was there before. */
    Scope open(RequestHead head);

    /** An open element. Closed once, on the thread that opened it. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {

        @Override
        void close();
    }
}
