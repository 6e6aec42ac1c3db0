package io.seaworthy.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemTest {

    private static String json(Problem problem, String requestId) {
        return new String(problem.toJson(requestId), StandardCharsets.UTF_8);
    }

    @Test
    void members_haveTheirOrder() {
        Problem problem = Problem.of(422, "validation_failed", "Not valid")
                .with("errors", List.of(Map.of("path", "title")))
                .with("retry", false);
        assertThat(json(problem, "abcdefgh"))
                .isEqualTo(
                        "{\"type\":\"urn:seaworthy:problem:validation_failed\",\"title\":\"Not valid\",\"status\":422,"
                                + "\"code\":\"validation_failed\",\"errors\":[{\"path\":\"title\"}],\"retry\":false,"
                                + "\"request_id\":\"abcdefgh\"}");
    }

    @Test
    void unknownRequestId_isLeftOut() {
        assertThat(json(Problem.of(404, "not_found", "Not found"), null))
                .isEqualTo("{\"type\":\"urn:seaworthy:problem:not_found\",\"title\":\"Not found\",\"status\":404,"
                        + "\"code\":\"not_found\"}");
    }

    @Test
    void hostileText_staysInsideItsString() throws JsonException {
        String hostile = "\",\"status\":200,\"x\":\"\r\n\u2028\u202e\\ é💩";
        Problem problem = Problem.of(400, "bad", hostile).type(hostile).with(hostile, hostile);
        assertThat(Json.read(problem.toJson(hostile)))
                .isEqualTo(Map.of(
                        "type",
                        hostile,
                        "title",
                        hostile,
                        "status",
                        400L,
                        "code",
                        "bad",
                        hostile,
                        hostile,
                        "request_id",
                        hostile));
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "title", "status", "code", "request_id"})
    void ownMember_isRefusedAsExtension(String name) {
        Problem problem = Problem.of(400, "bad", "Bad");
        assertThatThrownBy(() -> problem.with(name, "x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void memberGivenAgain_replacesTheFirst() {
        Problem problem =
                Problem.of(429, "slow", "Slow").with("a", 1).with("b", 2).with("a", 3);
        assertThat(json(problem, null)).endsWith("\"code\":\"slow\",\"a\":3,\"b\":2}");
    }

    @Test
    void extensionValue_isCopied() {
        List<Object> errors = new ArrayList<>(List.of("one"));
        Problem problem = Problem.of(400, "bad", "Bad").with("errors", errors);
        errors.add("two");
        assertThat(json(problem, null)).contains("[\"one\"]");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 399, 600, -1})
    void statusThatIsNoError_isRefused(int status) {
        assertThatThrownBy(() -> Problem.of(status, "bad", "Bad")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bad", "bad code", "bad-code", "bäd", "bad\n"})
    void codeThatIsNoCode_isRefused(String code) {
        assertThatThrownBy(() -> Problem.of(400, code, "Bad")).isInstanceOf(IllegalArgumentException.class);
    }
}
