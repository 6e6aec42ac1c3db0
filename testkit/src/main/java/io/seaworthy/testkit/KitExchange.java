package io.seaworthy.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request and its response as the kit's application sees them. An integration implements it over the objects that
 * <em>its adapter hands to the application</em>, with the server's own calls and nothing in between. What a server
 * cannot do stays unimplemented, and the capability is left out.
 */
public interface KitExchange {

    /** Where an error dispatch goes; an integration that has {@link Capability#ERROR_DISPATCH} configures it. */
    String ERROR_PATH = "/kit/error";

    /** The method as the application sees it. */
    String method();

    /** The path as the application sees it: the target of a forward, not the original path. */
    String path();

    /** The first value of a request header, or null. */
    @Nullable
    String requestHeader(String name);

    /** The request's body. */
    InputStream requestBody() throws IOException;

    /** Sets the status, 200 unless called. */
    void status(int status);

    /** Replaces a response header. */
    void setHeader(String name, String value);

    /** Adds a line to a response header. */
    void addHeader(String name, String value);

    /** Answers in one piece, its length known. An empty body is answered without one. */
    void send(byte[] body) throws IOException;

    /** Writes a part of a body of unknown length; the server may hold it back. */
    void write(byte[] part) throws IOException;

    /** Commits the response if it is not, and hands over what was written. */
    void flush() throws IOException;

    default void reset() {
        throw missing(Capability.RESET);
    }

    default void sendError(int status) throws IOException {
        throw missing(Capability.SEND_ERROR);
    }

    default void redirect(String location) throws IOException {
        throw missing(Capability.REDIRECT);
    }

    default void forward(String path) throws Exception {
        throw missing(Capability.FORWARD);
    }

    default void include(String path) throws Exception {
        throw missing(Capability.INCLUDE);
    }

    /** Lets the handler return before the answer; the exchange stays usable until the handle is completed. */
    default KitAsync startAsync(Duration timeout) {
        throw missing(Capability.ASYNC_APPLICATION);
    }

    private static UnsupportedOperationException missing(Capability capability) {
        return new UnsupportedOperationException("The integration declares " + capability + " without implementing it");
    }
}
