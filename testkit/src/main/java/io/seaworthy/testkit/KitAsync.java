package io.seaworthy.testkit;

/** An answer that comes after the handler has returned. */
public interface KitAsync {

    /** The answer is complete. */
    void complete();

    /** Hands the request to the application again, on another path. Needs {@link Capability#ASYNC_DISPATCH}. */
    default void dispatch(String path) {
        throw new UnsupportedOperationException("The integration declares ASYNC_DISPATCH without implementing it");
    }
}
