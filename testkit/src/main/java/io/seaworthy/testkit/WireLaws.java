package io.seaworthy.testkit;

import static io.seaworthy.testkit.KitRun.bytes;
import static io.seaworthy.testkit.KitRun.require;
import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.net.IpAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Law 1 and the wire: guards see the head as it was sent, and HTTP works as before with the adapter in between. */
interface WireLaws extends AdapterUnderTest {

    @Test
    default void guards_seeTheTargetAsSent() throws Exception {
        String target = "/a%20b/%7Ex/c?x=%20&y=a/b?c";
        assertThat(seen(target, RequestHead::rawPath)).isEqualTo("/a%20b/%7Ex/c");
        assertThat(seen(target, RequestHead::rawQuery)).isEqualTo("x=%20&y=a/b?c");
        assertThat(seen("/?", RequestHead::rawQuery)).isIn("", null);
        assertThat(seen("/", RequestHead::rawQuery)).isNull();
    }

    /** What routers read in more than one way; a server may refuse it, but nobody may repair it unseen. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/a%2Fb",
                "/a;v=1/b",
                "/a/../b",
                "/a/./b",
                "/a/%2e%2e/b",
                "/a//b",
                "/a%5Cb",
                "/a%00b",
                "/a%25b",
                "/a%c0%afb"
            })
    default void guards_seeAnAmbiguousPathAsSentOrNotAtAll(String path) throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        try (KitRun run = KitRun.start(
                this,
                chain -> chain.then(head -> {
                    seen.add(head.rawPath());
                    return Decision.proceed();
                }),
                x -> x.send(bytes("kit")))) {
            RawResponse response = run.get(path);
            assertThat(response.status()).isIn(200, 400);
            assertThat(seen).containsExactlyElementsOf(seen.isEmpty() ? List.of() : List.of(path));
            assertThat(response.status()).isIn(seen.isEmpty() ? 400 : 200, 400);
        }
    }

    @Test
    default void guards_seeMethodSchemeAuthorityAndPeer() throws Exception {
        assertThat(seen("/", RequestHead::method)).isEqualTo("GET");
        assertThat(seen("/", RequestHead::scheme)).isEqualTo("http");
        assertThat(seen("/", RequestHead::authority)).isEqualTo("localhost");
        assertThat(seen("/", RequestHead::peer)).isEqualTo(IpAddress.of(InetAddress.getLoopbackAddress()));
    }

    @Test
    default void headerNames_matchInAnyCase() throws Exception {
        for (String name : List.of("x-kit-in", "X-KIT-IN", "X-Kit-In")) {
            assertThat(seen("/", head -> head.header(name), "x-KIT-in: 1")).isEqualTo("1");
            assertThat(seen("/", head -> head.headers(name), "x-KIT-in: 1")).isEqualTo(List.of("1"));
        }
    }

    @Test
    default void repeatedHeaders_areSeenInOrder() throws Exception {
        String[] lines = {"X-A: 1", "X-B: other", "x-a: 2, 3", "X-A: 1"};
        assertThat(seen("/", head -> head.headers("X-A"), lines)).isEqualTo(List.of("1", "2, 3", "1"));
        assertThat(seen("/", head -> head.header("X-A"), lines)).isEqualTo("1");
    }

    @Test
    default void absentHeaders_areNullAndEmpty() throws Exception {
        assertThat(seen("/", head -> head.header("X-A"))).isNull();
        assertThat(seen("/", head -> head.headers("X-A"))).isEqualTo(List.of());
    }

    @Test
    default void emptyHeader_isPresentAndEmpty() throws Exception {
        assertThat(seen("/", head -> head.header("X-A"), "X-A:")).isEqualTo("");
    }

    @Test
    default void unknownMethods_reachGuardsAsSent() throws Exception {
        List<String> methods = new CopyOnWriteArrayList<>();
        Guard guard = head -> {
            methods.add(head.method());
            return RejectionLaws.REFUSAL;
        };
        try (KitRun run = KitRun.start(this, chain -> chain.then(guard), x -> {})) {
            assertThat(run.request("PROPFIND", "/").status()).isEqualTo(429);
            assertThat(run.request("get", "/").status()).isIn(429, 400, 405, 501);
            assertThat(methods).startsWith("PROPFIND").doesNotContain("GET");
        }
    }

    @Test
    default void absoluteFormWithTheSameHost_isServed() throws Exception {
        try (KitRun run = KitRun.start(
                        this,
                        chain -> chain.then(
                                head -> head.rawPath().equals("/a") ? Decision.proceed() : RejectionLaws.REFUSAL),
                        x -> x.send(bytes(x.path())));
                RawConnection connection = run.connect()) {
            connection.send("GET http://localhost/a HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(connection.read().text()).isEqualTo("/a");
        }
    }

    @Test
    default void oneConnection_servesManyRequests() throws Exception {
        try (KitRun run = KitRun.start(this, x -> x.send(bytes(x.path())));
                RawConnection connection = run.connect()) {
            for (int i = 0; i < 20; i++) {
                connection.send(KitRun.head("GET", "/" + i) + "\r\n");
                RawResponse response = connection.read();
                assertThat(response.text()).isEqualTo("/" + i);
                assertThat(response.header(Witness.ENFORCED)).isEqualTo("guard");
            }
            assertThat(run.witness().runs()).isEqualTo(20);
            KitRun.eventually("20 completions", () -> run.witness().endings().size() == 20);
        }
    }

    @Test
    default void pipelinedRequests_areAnsweredInOrder() throws Exception {
        require(this, Capability.PIPELINING);
        try (KitRun run = KitRun.start(this, x -> x.send(bytes(x.path())));
                RawConnection connection = run.connect()) {
            StringBuilder requests = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                requests.append(KitRun.head("GET", "/" + i)).append("\r\n");
            }
            connection.send(requests.toString());
            for (int i = 0; i < 10; i++) {
                assertThat(connection.read().text()).isEqualTo("/" + i);
            }
        }
    }

    @Test
    default void http10_isServedAndTheConnectionCloses() throws Exception {
        try (KitRun run = KitRun.start(this, x -> {
                    x.write(bytes("k"));
                    x.flush();
                    x.write(bytes("it"));
                });
                RawConnection connection = run.connect()) {
            connection.send("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n");
            RawResponse response = connection.readHttp10();
            assertThat(response.text()).isEqualTo("kit");
            run.witness().assertMarked(response);
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    @Test
    default void expectContinue_getsItAndThenTheAnswer() throws Exception {
        try (KitRun run = KitRun.start(this, x -> x.send(x.requestBody().readAllBytes()));
                RawConnection connection = run.connect()) {
            connection.send(KitRun.head("POST", "/", "Expect: 100-continue", "Content-Length: 5") + "\r\n");
            connection.awaitFirstByte().send("hello");
            RawResponse response = connection.read("POST");
            assertThat(response.interim()).containsExactly(100);
            assertThat(response.text()).isEqualTo("hello");
            run.witness().assertMarked(response);
        }
    }

    @Test
    default void expectContinueOfARejectedRequest_getsTheRejection() throws Exception {
        try (KitRun run = KitRun.start(this, chain -> chain.then(head -> RejectionLaws.REFUSAL), x -> {});
                RawConnection connection = run.connect()) {
            connection.send(KitRun.head("POST", "/", "Expect: 100-continue", "Content-Length: 5") + "\r\n");
            RawResponse response = connection.read("POST");
            assertThat(response.status()).isEqualTo(429);
            run.witness().assertMarked(response);
        }
    }

    @Test
    default void closeRequested_isHonoured() throws Exception {
        try (KitRun run = KitRun.start(this, x -> x.send(bytes("kit")));
                RawConnection connection = run.connect()) {
            connection.send(KitRun.head("GET", "/") + "Connection: close\r\n\r\n");
            assertThat(connection.read().text()).isEqualTo("kit");
            assertThat(connection.isClosedByServer()).isTrue();
        }
    }

    /** What a guard read from the head of one request. */
    private @Nullable Object seen(String target, Function<RequestHead, @Nullable Object> read, String... headerLines)
            throws Exception {
        List<@Nullable Object> seen = new ArrayList<>();
        try (KitRun run = KitRun.start(
                this,
                chain -> chain.then(head -> {
                    seen.add(read.apply(head));
                    return Decision.proceed();
                }),
                x -> x.send(bytes("kit")))) {
            assertThat(run.get(target, headerLines).status()).isEqualTo(200);
            assertThat(seen).hasSize(1);
            return seen.get(0);
        }
    }
}
