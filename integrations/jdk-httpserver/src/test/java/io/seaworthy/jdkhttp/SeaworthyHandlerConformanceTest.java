package io.seaworthy.jdkhttp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.seaworthy.testkit.AdapterConformanceTest;
import io.seaworthy.testkit.BadRequest;
import io.seaworthy.testkit.Capability;
import io.seaworthy.testkit.CommitPath;
import io.seaworthy.testkit.KitExchange;
import io.seaworthy.testkit.KitServer;
import io.seaworthy.testkit.KitSetup;
import io.seaworthy.testkit.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

class SeaworthyHandlerConformanceTest extends AdapterConformanceTest {

    private static final byte[] KIT = {'k', 'i', 't'};

    @Override
    public KitServer start(KitSetup setup) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_024);
        server.setExecutor(setup.executor());
        server.createContext(
                "/",
                SeaworthyHandler.async(
                        setup.chain(),
                        exchange -> {
                            try {
                                setup.application().handle(new JdkKitExchange(exchange));
                            } catch (IOException | RuntimeException failure) {
                                throw failure;
                            } catch (Exception failure) {
                                throw new IOException(failure);
                            }
                        },
                        setup.executor()));
        server.start();
        return KitServer.of(server.getAddress().getPort(), () -> server.stop(0));
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.PIPELINING, Capability.ASYNC_GUARDS, Capability.VIRTUAL_THREADS);
    }

    @Override
    public List<CommitPath> commitPaths() {
        return List.of(
                new CommitPath("length -1", 200, "", x -> exchange(x).sendResponseHeaders(200, -1)),
                new CommitPath("length given, stream never closed", 200, "kit", x -> {
                    exchange(x).sendResponseHeaders(200, 3);
                    exchange(x).getResponseBody().write(KIT);
                }),
                new CommitPath("length open, stream never closed", 200, "kit", x -> {
                    exchange(x).sendResponseHeaders(200, 0);
                    exchange(x).getResponseBody().write(KIT);
                }),
                new CommitPath("stream taken before the headers", 200, "kit", x -> {
                    OutputStream out = exchange(x).getResponseBody();
                    exchange(x).sendResponseHeaders(200, 0);
                    out.write(KIT);
                    out.close();
                }),
                new CommitPath("body with a 204", 204, "", x -> {
                    exchange(x).sendResponseHeaders(204, 3);
                    exchange(x).getResponseBody().write(KIT);
                    exchange(x).close();
                }),
                new CommitPath("Content-Length by hand, too long", 200, "kit", x -> {
                    exchange(x).getResponseHeaders().set("Content-length", "300");
                    exchange(x).sendResponseHeaders(200, 3);
                    exchange(x).getResponseBody().write(KIT);
                }),
                new CommitPath("Content-Length by hand on an open length", 200, "kit", x -> {
                    exchange(x).getResponseHeaders().set("content-LENGTH", "1");
                    exchange(x).sendResponseHeaders(200, 0);
                    exchange(x).getResponseBody().write(KIT);
                }),
                new CommitPath("Transfer-Encoding by hand", 200, "kit", x -> {
                    exchange(x).getResponseHeaders().set("Transfer-Encoding", "chunked");
                    exchange(x).sendResponseHeaders(200, 3);
                    exchange(x).getResponseBody().write(KIT);
                }));
    }

    private static HttpExchange exchange(KitExchange exchange) {
        return ((JdkKitExchange) exchange).exchange();
    }

    /** The table of the module's README. */
    @Override
    public Refusal refusal(BadRequest kind) {
        return switch (kind) {
            case NO_VERSION,
                    NO_TARGET,
                    BAD_TARGET,
                    BAD_PERCENT,
                    BLANK_BEFORE_COLON,
                    BAD_HEADER_NAME,
                    NO_COLON,
                    BARE_CR_IN_VALUE,
                    TRANSFER_ENCODING_AND_LENGTH,
                    TWO_LENGTHS,
                    NEGATIVE_LENGTH,
                    HUGE_LENGTH -> Refusal.byServer(400);
            case UNKNOWN_TRANSFER_ENCODING, CHUNKED_NOT_LAST -> Refusal.byServer(501);
            case OVERSIZE_HEADER -> Refusal.byClosing();
            case FOLDED_HEADER ->
                Refusal.tolerated(
                        "RFC 9112 section 5.2 lets a server replace the fold by blanks before anyone sees it");
            case BARE_CR_AS_LINE_END ->
                Refusal.tolerated("the parser takes a lone CR for the end of a line and leaves no trace of it");
            case EMPTY_CHUNK_SIZE -> Refusal.tolerated("the parser takes no digits for 0 and leaves no trace of it");
            case WRAPPING_CHUNK_SIZE -> Refusal.tolerated("the parser's size wraps around and leaves no trace of it");
            case BAD_CHUNK_SIZE,
                    NEGATIVE_CHUNK_SIZE,
                    HUGE_CHUNK_SIZE,
                    NO_END_OF_CHUNK,
                    LF_AFTER_CHUNK_SIZE,
                    MISSING_HOST,
                    TWO_HOSTS,
                    INVALID_HOST,
                    HOST_WITH_USER_INFO,
                    BAD_VERSION,
                    BAD_METHOD,
                    FRAGMENT_IN_TARGET,
                    DOUBLE_SLASH_TARGET,
                    ABSOLUTE_FORM_OTHER_HOST,
                    NUL_IN_VALUE,
                    CONTROL_IN_VALUE,
                    DEL_IN_VALUE,
                    CHUNKED_IN_HTTP_1_0,
                    SIGNED_LENGTH -> Refusal.byAdapter();
        };
    }
}
