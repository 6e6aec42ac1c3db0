package io.seaworthy.servlet;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.seaworthy.testkit.AdapterConformanceTest;
import io.seaworthy.testkit.Capability;
import io.seaworthy.testkit.CommitPath;
import io.seaworthy.testkit.KitServer;
import io.seaworthy.testkit.KitSetup;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The laws on a servlet container; what each container refuses by itself is pinned by its own subclass. */
abstract class ServletConformanceTest extends AdapterConformanceTest {

    abstract ServletServer server();

    @Override
    public KitServer start(KitSetup setup) throws Exception {
        ServletServer.Running running = server().start(
                        new KitServlet(setup.application()),
                        context -> SeaworthyFilter.of(setup.chain()).register(context, "seaworthy"),
                        null,
                        setup.executor(),
                        null);
        return KitServer.of(running.port(), running::close);
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.ERROR_DISPATCH));
    }

    private interface Native {
        void answer(HttpServletResponse response) throws Exception;
    }

    private static CommitPath path(String name, int status, String body, Native answer) {
        return new CommitPath(name, status, body, x -> answer.answer(((ServletKitExchange) x).response()));
    }

    private static void write(HttpServletResponse response) throws Exception {
        response.getOutputStream().write("kit".getBytes(UTF_8));
    }

    @Override
    public List<CommitPath> commitPaths() {
        String large = "0123456789abcdef".repeat(4096);
        return List.of(
                path("setHeader(Content-Length)", 200, "kit", r -> {
                    r.setHeader("Content-Length", "3");
                    write(r);
                }),
                path("addHeader(Content-Length)", 200, "kit", r -> {
                    r.addHeader("Content-Length", "3");
                    write(r);
                }),
                path("setIntHeader(Content-Length)", 200, "kit", r -> {
                    r.setIntHeader("Content-Length", 3);
                    write(r);
                }),
                path("addIntHeader(Content-Length)", 200, "kit", r -> {
                    r.addIntHeader("Content-Length", 3);
                    write(r);
                }),
                path("setContentLengthLong", 200, "kit", r -> {
                    r.setContentLengthLong(3);
                    write(r);
                }),
                path("setContentLength(0)", 200, "", r -> r.setContentLength(0)),
                path("setContentLength after the body", 200, "kit", r -> {
                    write(r);
                    r.setContentLength(3);
                }),
                path("setIntHeader(Content-Length) after the body", 200, "kit", r -> {
                    write(r);
                    r.setIntHeader("Content-Length", 3);
                }),
                path("getWriter().print", 200, "kit", r -> r.getWriter().print("kit")),
                path("getWriter().print and close", 200, "kit", r -> {
                    r.getWriter().print("kit");
                    r.getWriter().close();
                }),
                path("getWriter().flush", 200, "kit", r -> {
                    r.getWriter().print("k");
                    r.getWriter().flush();
                    r.getWriter().print("it");
                }),
                path(
                        "getWriter() past the buffer",
                        200,
                        large,
                        r -> r.getWriter().write(large)),
                path("getWriter().printf", 200, "kit 1", r -> r.getWriter().printf("kit %d", 1)),
                path(
                        "getOutputStream().print",
                        200,
                        "kit",
                        r -> r.getOutputStream().print("kit")),
                path(
                        "getOutputStream().println",
                        200,
                        "true\r\n",
                        r -> r.getOutputStream().println(true)),
                path(
                        "getOutputStream().write(int)",
                        200,
                        "k",
                        r -> r.getOutputStream().write('k')),
                path(
                        "getOutputStream() past the buffer",
                        200,
                        large,
                        r -> r.getOutputStream().write(large.getBytes(UTF_8))),
                path("getOutputStream().close", 200, "kit", r -> {
                    write(r);
                    r.getOutputStream().close();
                }),
                path("write past the content length", 200, "kit", r -> {
                    r.setContentLength(3);
                    write(r);
                    try {
                        write(r);
                    } catch (java.io.IOException refused) {
                        // Some containers drop what is too much, some refuse it.
                    }
                }),
                path("a small buffer", 200, "kit".repeat(8192), r -> {
                    r.setBufferSize(8);
                    for (int i = 0; i < 8192; i++) {
                        write(r);
                    }
                }));
    }
}
