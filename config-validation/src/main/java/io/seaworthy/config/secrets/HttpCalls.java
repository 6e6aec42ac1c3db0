package io.seaworthy.config.secrets;

import io.seaworthy.config.secrets.SecretSourceException.Reason;
import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonException;
import io.seaworthy.kernel.internal.JsonLimits;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Requests to a store, with a limit on time, size and repetition; no redirect is followed. Thread-safe. */
final class HttpCalls {

    private static final int LIMIT = 1 << 20;
    private static final int ATTEMPTS = 4;

    /** Waits between attempts; tests do not. */
    interface Pause {
        void millis(long time) throws InterruptedException;
    }

    /** An answer: its status, a header, and its members where it is JSON. */
    record Answer(int status, Map<String, @Nullable Object> body, String date) {

        /** A member that is an object; empty where it is none. */
        static Map<String, @Nullable Object> object(@Nullable Object value) {
            java.util.LinkedHashMap<String, @Nullable Object> members = new java.util.LinkedHashMap<>();
            if (value instanceof Map<?, ?> map) {
                map.forEach((name, member) -> members.put(String.valueOf(name), member));
            }
            return members;
        }

        /** No body: it may be a secret. */
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    private final HttpClient client;
    private final String store;
    private final Pause pause;
    private final Duration timeout;

    HttpCalls(String store, Duration timeout, Pause pause) {
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.store = store;
        this.pause = pause;
        this.timeout = timeout;
    }

    /** The answer; 429 and the server's own trouble are asked again after 100, 200 and 400 ms, or as the server says. */
    Answer send(HttpRequest request) throws SecretSourceException {
        Reason reason = Reason.UNREACHABLE;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long wait = 100L << attempt;
            try {
                HttpResponse<byte[]> response = exchange(request);
                Answer answer = read(response);
                if (isSealed(answer)) {
                    throw failure(Reason.SEALED);
                } else if (answer.status() != 429 && answer.status() < 500) {
                    return answer;
                }
                reason = answer.status() == 429 ? Reason.THROTTLED : Reason.UNREACHABLE;
                wait = wait(response, wait);
            } catch (IOException failed) {
                reason = Reason.UNREACHABLE;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw failure(Reason.UNREACHABLE);
            }
            pauseUnlessLast(attempt, wait);
        }
        throw failure(reason);
    }

    /** The request's own timeout ends with the headers; this one holds for the whole answer, after that for connecting. */
    private HttpResponse<byte[]> exchange(HttpRequest request)
            throws IOException, InterruptedException, SecretSourceException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.sendAsync(request, head -> new BoundedBody(LIMIT));
        try {
            return answer.get(2 * timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException stalled) {
            throw new IOException("stalled");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof BoundedBody.TooLarge) {
                throw failure(Reason.MALFORMED);
            }
            throw new IOException("failed");
        } finally {
            answer.cancel(true); // nothing where it is complete
        }
    }

    private void pauseUnlessLast(int attempt, long wait) throws SecretSourceException {
        try {
            if (attempt < ATTEMPTS - 1) {
                pause.millis(wait);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure(Reason.UNREACHABLE);
        }
    }

    /** What the server asks for, at most 5 s. */
    private static long wait(HttpResponse<?> response, long otherwise) {
        String seconds = response.headers().firstValue("retry-after").orElse("");
        boolean number =
                !seconds.isEmpty() && seconds.length() < 6 && seconds.chars().allMatch(Character::isDigit);
        return number ? Math.min(5_000, Long.parseLong(seconds) * 1_000) : otherwise;
    }

    private Answer read(HttpResponse<byte[]> response) throws SecretSourceException {
        byte[] bytes = response.body();
        String date = response.headers().firstValue("date").orElse("");
        try {
            Map<String, @Nullable Object> body = bytes.length == 0
                    ? Map.of()
                    : Json.readObject(bytes, JsonLimits.strict().bytes(LIMIT).string(LIMIT));
            return new Answer(response.statusCode(), body, date);
        } catch (JsonException malformed) {
            if (response.statusCode() == 200) {
                throw failure(Reason.MALFORMED);
            }
            return new Answer(response.statusCode(), Map.of(), date);
        }
    }

    private static boolean isSealed(Answer answer) {
        boolean told = answer.body().get("errors") instanceof java.util.List<?> errors
                && errors.stream().anyMatch(error -> String.valueOf(error).contains("sealed"));
        return answer.status() == 503
                && (told || Boolean.TRUE.equals(answer.body().get("sealed")));
    }

    SecretSourceException failure(Reason reason) {
        return new SecretSourceException(reason, store);
    }
}
