package io.seaworthy.testkit;

import static io.seaworthy.testkit.KitRun.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Attribute;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A thousand requests at the same time, each with its own answer. */
interface LoadLaws extends AdapterUnderTest {

    /** How many connections are open at once. */
    int CONNECTIONS = 1_000;

    @Test
    default void aThousandConcurrentRequests_areNotMixedUp() throws Exception {
        Attribute<String> number = Attribute.of("kit.number", String.class);
        List<RawConnection> connections = new ArrayList<>();
        try (KitRun run = KitRun.start(
                this,
                chain -> chain.then(head -> {
                    String mine = String.valueOf(head.header("X-Number"));
                    return Decision.Proceed.of(HeaderEdits.forOneRequest()
                                    .enforce("X-Number", mine)
                                    .build())
                            .with(number, mine);
                }),
                x -> x.send(bytes(x.requestHeader("X-Number") + ' ' + RequestContext.get(number))))) {
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.add(run.connect());
            }
            for (int i = 0; i < CONNECTIONS; i++) {
                connections.get(i).send(KitRun.head("GET", "/" + i, "X-Number: " + i) + "\r\n");
            }
            for (int i = 0; i < CONNECTIONS; i++) {
                RawResponse response = connections.get(i).read();
                assertThat(response.text()).isEqualTo(i + " " + i);
                assertThat(response.header("X-Number")).isEqualTo(Integer.toString(i));
            }
            KitRun.eventually(
                    "every request completes", () -> run.witness().endings().size() == CONNECTIONS);
        } finally {
            for (RawConnection connection : connections) {
                connection.close();
            }
        }
    }
}
