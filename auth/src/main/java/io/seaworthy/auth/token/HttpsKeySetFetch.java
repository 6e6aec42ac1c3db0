package io.seaworthy.auth.token;

import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.kernel.net.SpecialPurpose;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches over https with the JDK's client: no redirects, 2 s to connect, 5 s for the answer to its last byte, 256 KiB of body. Unless
 * told otherwise it looks up the host first and goes on only where all of its addresses are public; the client looks it
 * up again, from the JDK's cache of names.
 */
final class HttpsKeySetFetch implements KeySetFetch {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final boolean publicOnly;
    private final Duration answer;
    private final HttpClient client;

    HttpsKeySetFetch(boolean publicOnly) {
        this(publicOnly, ANSWER, HttpClient.newBuilder());
    }

    /** With a client of the caller's trust, and another patience. */
    HttpsKeySetFetch(boolean publicOnly, Duration answer, HttpClient.Builder trust) {
        this.publicOnly = publicOnly;
        this.answer = answer;
        client = trust.connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    @Override
    public Fetched fetch(URI address) throws IOException {
        if (!"https".equalsIgnoreCase(address.getScheme()) || address.getHost() == null) {
            throw new IOException("Key sets are fetched over https only");
        }
        if (publicOnly) {
            requirePublic(address.getHost());
        }
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        // The request's own timeout ends with the header fields; a body that drips would hold the only fetch for ever.
        CompletableFuture<HttpResponse<byte[]>> running =
                client.sendAsync(request, head -> new CappedBody(JwkSet.MAX_BYTES));
        try {
            HttpResponse<byte[]> response = running.get(answer.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw new IOException("The key set was answered with " + response.statusCode());
            }
            return new Fetched(
                    response.body(),
                    maxAge(response.headers().firstValue("Cache-Control").orElse(null)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("The key set could not be had within " + answer.toSeconds() + " s", e);
        } finally {
            running.cancel(true);
        }
    }

    private static void requirePublic(String host) throws IOException {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        for (InetAddress address : InetAddress.getAllByName(name)) {
            if (!SpecialPurpose.isPublic(IpAddress.of(address))) {
                throw new IOException("The host of the key set has an address that is not public");
            }
        }
    }

    /** RFC 9111 section 5.2.2; {@code no-store} and {@code no-cache} are zero. */
    static @Nullable Duration maxAge(@Nullable String cacheControl) {
        if (cacheControl == null) {
            return null;
        }
        for (String directive : cacheControl.toLowerCase(Locale.ROOT).split(",", 32)) {
            String name = directive.strip();
            if (name.equals("no-store") || name.equals("no-cache")) {
                return Duration.ZERO;
            }
            if (name.startsWith("max-age=")) {
                String seconds = name.substring("max-age=".length());
                boolean digits = !seconds.isEmpty()
                        && seconds.length() <= 9
                        && seconds.chars().allMatch(c -> c >= '0' && c <= '9');
                return digits ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
            }
        }
        return null;
    }
}
