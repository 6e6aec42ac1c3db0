package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.examples.harbour.Client.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.seaworthy.examples.harbour.Deployment#tested")
class CorrelationContractTest {

    @Parameter
    Deployment deployment;

    private Client client() {
        return deployment.client();
    }

    @Test
    void acceptableId_isKept() {
        String id = "order-1234~abc.DEF_5";

        assertThat(client().get("/health/live")
                        .header("X-Request-Id", id)
                        .send()
                        .header("X-Request-Id"))
                .isEqualTo(id);
    }

    @Test
    void otherIds_areReplaced() {
        for (String id :
                new String[] {"short", "has space in it", "x".repeat(129), "<script>alert</script>", "semi;colon;semi"
                }) {
            Answer answer =
                    client().get("/health/live").header("X-Request-Id", id).send();
            assertThat(answer.header("X-Request-Id")).isNotEqualTo(id).matches("[A-Za-z0-9._~-]{8,128}");
        }
    }

    @Test
    void withoutAnId_eachRequestGetsItsOwn() {
        assertThat(client().get("/health/live").send().header("X-Request-Id"))
                .isNotEqualTo(client().get("/health/live").send().header("X-Request-Id"));
    }
}
