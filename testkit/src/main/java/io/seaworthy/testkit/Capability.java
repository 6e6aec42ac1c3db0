package io.seaworthy.testkit;

/** What a server or its adapter can do. A law about something that is missing is skipped with a printed reason. */
public enum Capability {
    /** {@link KitExchange#reset()}: the application takes back what it has written so far. */
    RESET,
    /** {@link KitExchange#sendError(int)}: the server makes an error page. */
    SEND_ERROR,
    /** The server sends an error page by a dispatch to {@link KitExchange#ERROR_PATH}. */
    ERROR_DISPATCH,
    /** {@link KitExchange#redirect(String)}: the server has a call of its own for redirects. */
    REDIRECT,
    /** {@link KitExchange#forward(String)}. */
    FORWARD,
    /** {@link KitExchange#include(String)}. */
    INCLUDE,
    /** {@link KitExchange#startAsync}: a handler may return first and answer later. */
    ASYNC_APPLICATION,
    /** {@link KitAsync#dispatch(String)}. */
    ASYNC_DISPATCH,
    /** Headers set between {@link KitExchange#write} and the first flush still count. */
    BUFFERED_RESPONSE,
    /** A handler that returns without touching the response has answered: 200 and no body. Elsewhere that is a fault. */
    IMPLICIT_ANSWER,
    /** Several requests may be sent before the first answer is read. */
    PIPELINING,
    /** The adapter runs chains with asynchronous guards. */
    ASYNC_GUARDS,
    /** The server can run handlers on the executor of {@link KitSetup#executor()}, and so on virtual threads. */
    VIRTUAL_THREADS
}
