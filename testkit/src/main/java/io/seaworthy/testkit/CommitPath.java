package io.seaworthy.testkit;

import java.util.Objects;

/**
 * A server's own way to commit a response, which no neutral exchange has a call for: a writer, a second setter of the
 * content length, a zero-copy write. The laws about headers hold on every one of them.
 *
 * @param name what is called, for the test's name: {@code "setIntHeader(Content-Length)"}
 * @param status the status that the client must see
 * @param body the body that the client must see
 * @param application answers with this status and body, by the native call; it may cast the exchange
 */
public record CommitPath(String name, int status, String body, KitApplication application) {

    public CommitPath {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(application, "application");
    }

    @Override
    public String toString() {
        return name;
    }
}
