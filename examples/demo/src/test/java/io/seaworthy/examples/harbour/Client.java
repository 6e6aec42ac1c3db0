package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Speaks HTTP to a running Harbour, as a script would. */
final class Client {

    static final ObjectMapper JSON = new ObjectMapper();
    static final String PASSWORD = "correct horse battery staple";

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private static final Map<URI, Session> SHARED = new ConcurrentHashMap<>();

    private final URI base;

    Client(int port) {
        base = URI.create("http://127.0.0.1:" + port);
    }

    URI base() {
        return base;
    }

    Request get(String path) {
        return request("GET", path);
    }

    Request delete(String path) {
        return request("DELETE", path);
    }

    Request post(String path) {
        return request("POST", path);
    }

    Request post(String path, Object... namesAndValues) {
        ObjectNode object = JSON.createObjectNode();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.set((String) namesAndValues[i], JSON.valueToTree(namesAndValues[i + 1]));
        }
        return request("POST", path).body("application/json", object.toString());
    }

    Request request(String method, String path) {
        return new Request(method, base.resolve(path));
    }

    /** A fresh address: tests share one service and must not share accounts. */
    static String newEmail() {
        return "sailor-" + UUID.randomUUID() + "@example.org";
    }

    /** An account that tests share, for those that leave nothing behind in it that matters: hashing is slow on purpose. */
    Session sharedSession() {
        return SHARED.computeIfAbsent(base, address -> session());
    }

    /** Registers an account and logs in. */
    Session session() {
        String email = newEmail();
        assertThat(post("/auth/register", "email", email, "password", PASSWORD)
                        .send()
                        .status())
                .isEqualTo(202);
        return login(email, PASSWORD);
    }

    Session login(String email, String password) {
        Answer answer =
                post("/auth/login", "email", email, "password", password).send();
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return new Session(
                email,
                answer.json().get("access_token").asText(),
                answer.json().get("refresh_token").asText());
    }

    record Session(String email, String accessToken, String refreshToken) {}

    /** One request being put together. */
    static final class Request {

        private final String method;
        private final HttpRequest.Builder builder;
        private HttpRequest.BodyPublisher body = BodyPublishers.noBody();

        private Request(String method, URI uri) {
            this.method = method;
            this.builder = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
        }

        Request header(String name, String value) {
            builder.header(name, value);
            return this;
        }

        Request bearer(String token) {
            return header("Authorization", "Bearer " + token);
        }

        Request as(Session session) {
            return bearer(session.accessToken());
        }

        Request body(String contentType, String text) {
            return body(contentType, text.getBytes(StandardCharsets.UTF_8));
        }

        Request body(String contentType, byte[] bytes) {
            body = BodyPublishers.ofByteArray(bytes);
            return header("Content-Type", contentType);
        }

        /** A body without a declared length. */
        Request chunked(String contentType, byte[] bytes) {
            body = BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes));
            return header("Content-Type", contentType);
        }

        Answer send() {
            try {
                return new Answer(
                        HTTP.send(builder.method(method, body).build(), HttpResponse.BodyHandlers.ofByteArray()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** What came back. */
    record Answer(HttpResponse<byte[]> response) {

        int status() {
            return response.statusCode();
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (IOException e) {
                throw new AssertionError("no JSON: " + text(), e);
            }
        }

        /** The only value of a field, or "" where it is absent; more than one is a failure. */
        String header(String name) {
            List<String> values = headers(name);
            assertThat(values).as(name).hasSizeLessThan(2);
            return values.isEmpty() ? "" : values.get(0);
        }

        List<String> headers(String name) {
            return response.headers().allValues(name);
        }

        /** Asserts that this is the problem that the contract names. */
        Answer isProblem(int status, String code) {
            assertThat(status()).as(text()).isEqualTo(status);
            assertThat(header("Content-Type")).startsWith("application/problem+json");
            assertThat(json().get("code").asText()).isEqualTo(code);
            assertThat(json().get("status").asInt()).isEqualTo(status);
            assertThat(json().get("title").asText()).isNotBlank();
            assertThat(json().get("request_id").asText()).isEqualTo(header("X-Request-Id"));
            if (!code.equals("rate_limited")) {
                assertThat(json().get("type").asText()).isEqualTo("urn:seaworthy:problem:" + code);
            }
            return this;
        }

        Answer isStatus(int status) {
            assertThat(status()).as(text()).isEqualTo(status);
            return this;
        }
    }
}
