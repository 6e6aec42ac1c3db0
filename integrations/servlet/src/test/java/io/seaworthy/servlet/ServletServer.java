package io.seaworthy.servlet;

import jakarta.servlet.MultipartConfigElement;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletContext;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A container that these tests can start. */
interface ServletServer {

    /** A started container; closing it stops it. */
    interface Running extends AutoCloseable {

        int port();

        @Override
        void close();
    }

    /** What servlets accept of multipart bodies: 100 bytes a part, 1000 in all. */
    MultipartConfigElement MULTIPART =
            new MultipartConfigElement(System.getProperty("java.io.tmpdir"), 100, 1000, 1000);

    /** The password of the key stores that these tests make. */
    String PASSWORD = "changeit";

    /**
     * Starts the container on a free port of the loopback address.
     *
     * @param servlet answers all paths, named {@code app}
     * @param onStart called while the application starts, to register filters
     * @param errorPath where the container dispatches errors 404 and 500 to, or null for its own error page
     * @param executor runs the requests, or null for the container's own threads
     * @param keyStore the key of an encrypted connector, or null for a plain one
     */
    Running start(
            Servlet servlet,
            Consumer<ServletContext> onStart,
            @Nullable String errorPath,
            @Nullable ExecutorService executor,
            @Nullable Path keyStore)
            throws Exception;
}
