package io.seaworthy.servlet;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.testkit.RawConnection;
import io.seaworthy.testkit.RawResponse;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the conformance kit cannot ask for, because only servlets have it. One class per container implements it. */
interface ContainerContract {

    String ENFORCED = "X-Enforced";
    String DEFAULT = "X-Default";

    ServletServer server();

    /** An application. */
    @FunctionalInterface
    interface App {
        void handle(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    /** A started container, with a guard that edits headers and counts endings before all others. */
    final class Run implements AutoCloseable {

        final BlockingQueue<Ending> endings = new LinkedBlockingQueue<>();
        final List<EventReason> events = new CopyOnWriteArrayList<>();
        private ServletServer.@Nullable Running running;

        GuardChain chain(Consumer<GuardChain.Builder> more) {
            HeaderEdits edits = HeaderEdits.builder()
                    .enforce(ENFORCED, "guard")
                    .defaultTo(DEFAULT, "guard")
                    .build();
            GuardChain.Builder chain = GuardChain.builder()
                    .events((reason, head, cause) -> events.add(reason))
                    .then(head -> Decision.Proceed.of(edits).with(endings::add));
            more.accept(chain);
            return chain.build();
        }

        Run start(ServletServer server, Consumer<ServletContext> onStart, @Nullable String errorPath, App app)
                throws Exception {
            running = server.start(new AppServlet(app), onStart, errorPath, null, null);
            return this;
        }

        int port() {
            return running.port();
        }

        RawConnection connect() throws IOException {
            return RawConnection.open(port());
        }

        RawResponse get(String target) throws IOException {
            return send("GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        }

        RawResponse send(String request) throws IOException {
            try (RawConnection connection = connect()) {
                return connection.send(request).read(request.substring(0, request.indexOf(' ')));
            }
        }

        /** The one ending; waits for it, and a moment for a second one. */
        Ending ending() throws InterruptedException {
            Ending ending = endings.poll(10, TimeUnit.SECONDS);
            if (ending == null || endings.poll(20, TimeUnit.MILLISECONDS) != null) {
                throw new AssertionError(ending == null ? "no completion" : "a second completion");
            }
            return ending;
        }

        @Override
        public void close() {
            if (running != null) {
                running.close();
            }
        }
    }

    default Run run(App app) throws Exception {
        return run(chain -> {}, app);
    }

    default Run run(Consumer<GuardChain.Builder> more, App app) throws Exception {
        return run(more, null, app);
    }

    default Run run(Consumer<GuardChain.Builder> more, @Nullable String errorPath, App app) throws Exception {
        Run run = new Run();
        GuardChain chain = run.chain(more);
        return run.start(server(), context -> SeaworthyFilter.of(chain).register(context, "seaworthy"), errorPath, app);
    }

    /** A servlet of one lambda. */
    final class AppServlet extends HttpServlet {

        private static final long serialVersionUID = 1;

        private final transient App app;

        AppServlet(App app) {
            this.app = app;
        }

        @Override
        public void service(HttpServletRequest request, HttpServletResponse response)
                throws ServletException, IOException {
            try {
                app.handle(request, response);
            } catch (IOException | ServletException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        }
    }
}
