package io.seaworthy.auth.token;

import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.kernel.net.SpecialPurpose;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Fetches over https with the JDK's client: no redirects, 2 s to connect, 5 s for the answer, 256 KiB of body. Unless
 * told otherwise it looks up the host first and goes on only where all of its addresses are public; the client looks it
 * up again, from the JDK's cache of names.
 */
final class HttpsKeySetFetch implements KeySetFetch {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final boolean publicOnly;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    HttpsKeySetFetch(boolean publicOnly) {
        this.publicOnly = publicOnly;
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
                .timeout(ANSWER)
                .header("Accept", "application/jwk-set+json, application/json")
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("The key set was answered with " + response.statusCode());
                }
                byte[] body = in.readNBytes(JwkSet.MAX_BYTES + 1);
                if (body.length > JwkSet.MAX_BYTES) {
                    throw new IOException("The key set is longer than " + JwkSet.MAX_BYTES + " bytes");
                }
                return new Fetched(
                        body,
                        maxAge(response.headers().firstValue("Cache-Control").orElse(null)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
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
