package io.seaworthy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.Plan;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.net.IpAddress;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadsTest {

    @Test
    void nothingSaid_givesAPlainGet() throws Exception {
        ServerRequest head = RequestHeads.get("/").build();

        assertThat(head.method()).isEqualTo("GET");
        assertThat(head.scheme()).isEqualTo("http");
        assertThat(head.authority()).isEqualTo("localhost");
        assertThat(head.header("host")).isEqualTo("localhost");
        assertThat(head.rawPath()).isEqualTo("/");
        assertThat(head.rawQuery()).isNull();
        assertThat(head.peer()).isEqualTo(IpAddress.of(InetAddress.getByName("192.0.2.1")));
        assertThat(head.attributes().isEmpty()).isTrue();
    }

    @Test
    void queryAndHeaders_areKeptAsGiven() {
        ServerRequest head = RequestHeads.post("/a%2Fb?x=1&y=%20")
                .header("Accept", "text/html")
                .header("ACCEPT", "application/json")
                .build();

        assertThat(head.rawPath()).isEqualTo("/a%2Fb");
        assertThat(head.rawQuery()).isEqualTo("x=1&y=%20");
        assertThat(head.header("accept")).isEqualTo("text/html");
        assertThat(head.headers("Accept")).containsExactly("text/html", "application/json");
    }

    @Test
    void withoutAuthority_hasNoHost() {
        ServerRequest head = RequestHeads.get("/").withoutAuthority().build();

        assertThat(head.authority()).isNull();
        assertThat(head.headers("Host")).isEmpty();
    }

    @Test
    void attributes_areSeenByAGuardAndKeptByAChain() {
        ServerRequest head = RequestHeads.get("/")
                .attribute(RequestAttributes.REQUEST_ID, "id-1")
                .build();

        GuardChain.of(h -> Decision.proceed(RequestAttributes.PLAN, Plan.of(h.attribute(RequestAttributes.REQUEST_ID))))
                .run(head);

        assertThat(head.attribute(RequestAttributes.REQUEST_ID)).isEqualTo("id-1");
        assertThat(head.attribute(RequestAttributes.PLAN)).isEqualTo(Plan.of("id-1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "example.com", "", "a b"})
    void aName_isNoPeer(String name) {
        assertThatThrownBy(() -> RequestHeads.get("/").peer(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachBuild_isItsOwnRequest() {
        RequestHeads heads = RequestHeads.get("/");
        ServerRequest first = heads.build();
        first.close();

        assertThat(heads.build().method()).isEqualTo("GET");
        assertThatThrownBy(first::method).isInstanceOf(IllegalStateException.class);
    }
}
