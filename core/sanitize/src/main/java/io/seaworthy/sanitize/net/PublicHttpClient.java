package io.seaworthy.sanitize.net;

import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import io.seaworthy.sanitize.Checked;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/**
 * Fetches URLs that somebody else named, from public addresses only. A small HTTP/1.1 client over sockets, because the
 * JDK's own resolves the name once more when it connects.
 *
 * <p>It guarantees: each connection goes to an address that {@link SsrfGuard} allowed for that very answer; TLS checks the
 * certificate against the host's name; every redirect goes through the same checks and never from https to http; the whole
 * fetch, redirects included, ends after the time limit, of which no address takes more than its share to connect; the body is never larger than the size limit; no proxy, no cookies,
 * no credentials, no connection used twice.
 *
 * <p>It does not: decompress, cache, follow HTML, or bound the time that the operating system takes to resolve a name.
 *
 * <p>Defaults: 10 s, 1 MiB, 5 redirects. Thread-safe.
 */
public final class PublicHttpClient implements EvidenceSource {

    private final SsrfGuard guard;
    private final Connector connector;
    private final SSLSocketFactory tls;
    private final Ticker ticker;
    private final long timeoutNanos;
    private final int maxBytes;
    private final int maxRedirects;

    PublicHttpClient(PublicHttpClientBuilder options) {
        guard = options.guard;
        connector = options.connector;
        tls = options.tls;
        ticker = options.ticker;
        timeoutNanos = options.timeout.toNanos();
        maxBytes = options.maxBytes;
        maxRedirects = options.maxRedirects;
    }

    /** A client with the defaults. */
    public static PublicHttpClient create() {
        return builder().build();
    }

    public static PublicHttpClientBuilder builder() {
        return new PublicHttpClientBuilder();
    }

    /** Fetches a URL as somebody wrote it. */
    public Checked<FetchResponse, UrlRefusal> get(String url) {
        Checked<PublicHttpUrl, UrlRefusal> parsed = PublicHttpUrl.parse(url);
        return parsed instanceof Checked.Accepted<PublicHttpUrl, UrlRefusal> accepted
                ? get(accepted.value())
                : Checked.refused(refusalOf(parsed));
    }

    private static UrlRefusal refusalOf(Checked<?, UrlRefusal> checked) {
        return checked instanceof Checked.Refused<?, UrlRefusal> refused ? refused.reason() : UrlRefusal.INVALID_URL;
    }

    /** Fetches a URL and follows its redirects. Blocks for at most the time limit and the time to resolve names. */
    public Checked<FetchResponse, UrlRefusal> get(PublicHttpUrl first) {
        long deadline = ticker.nanos() + timeoutNanos;
        PublicHttpUrl url = first;
        for (int hop = 0; hop <= maxRedirects; hop++) {
            Checked<FetchResponse, UrlRefusal> answer = fetch(url, deadline);
            if (!(answer instanceof Checked.Accepted<FetchResponse, UrlRefusal> accepted)) {
                return answer;
            }
            Optional<String> location = redirect(accepted.value());
            if (location.isEmpty()) {
                return answer;
            }
            Checked<PublicHttpUrl, UrlRefusal> next = Redirects.resolve(url, location.get());
            if (!(next instanceof Checked.Accepted<PublicHttpUrl, UrlRefusal> resolved)) {
                return Checked.refused(refusalOf(next));
            }
            if (url.isSecure() && !resolved.value().isSecure()) {
                return Checked.refused(UrlRefusal.INSECURE_REDIRECT);
            }
            url = resolved.value();
        }
        return Checked.refused(UrlRefusal.TOO_MANY_REDIRECTS);
    }

    private static Optional<String> redirect(FetchResponse response) {
        return switch (response.status()) {
            case 301, 302, 303, 307, 308 -> response.header("location");
            default -> Optional.empty();
        };
    }

    private Checked<FetchResponse, UrlRefusal> fetch(PublicHttpUrl url, long deadline) {
        Checked<List<InetAddress>, UrlRefusal> addresses = guard.resolve(url);
        if (!(addresses instanceof Checked.Accepted<List<InetAddress>, UrlRefusal> allowed)) {
            return Checked.refused(refusalOf(addresses));
        }
        int untried = allowed.value().size();
        for (InetAddress address : allowed.value()) {
            long left = deadline - ticker.nanos();
            if (left <= 0) {
                return Checked.refused(UrlRefusal.TIMEOUT);
            }
            Socket socket;
            try {
                socket = connector.connect(address, url.port(), millis(left / untried--));
            } catch (IOException next) {
                continue; // the next address may answer
            }
            return talk(socket, url, deadline);
        }
        return Checked.refused(deadline - ticker.nanos() <= 0 ? UrlRefusal.TIMEOUT : UrlRefusal.UNREACHABLE);
    }

    private static int millis(long nanos) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(nanos)));
    }

    private Checked<FetchResponse, UrlRefusal> talk(Socket plain, PublicHttpUrl url, long deadline) {
        long left = Math.max(1, deadline - ticker.nanos());
        // A peer that sends one byte at a time never runs into a read timeout: at the deadline the socket is closed.
        Executor later = CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS, Runnable::run);
        CompletableFuture<Void> watchdog = CompletableFuture.runAsync(() -> close(plain), later);
        try (plain) {
            plain.setSoTimeout(millis(left));
            Socket socket = url.isSecure() ? TlsUpgrade.upgrade(tls, plain, url) : plain;
            socket.getOutputStream().write(request(url));
            socket.getOutputStream().flush();
            return Checked.accepted(
                    new ResponseReader(new BufferedInputStream(socket.getInputStream()), maxBytes).read(url));
        } catch (FetchFailure failure) {
            return Checked.refused(deadline - ticker.nanos() <= 0 ? UrlRefusal.TIMEOUT : failure.refusal());
        } catch (IOException failed) {
            if (deadline - ticker.nanos() <= 0 || failed instanceof java.net.SocketTimeoutException) {
                return Checked.refused(UrlRefusal.TIMEOUT);
            }
            return Checked.refused(
                    failed instanceof SSLException ? UrlRefusal.TLS_FAILED : UrlRefusal.MALFORMED_RESPONSE);
        } finally {
            watchdog.cancel(false);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Nothing is left to release.
        }
    }

    private static byte[] request(PublicHttpUrl url) {
        String head = "GET " + url.target() + " HTTP/1.1\r\n"
                + "Host: " + url.authority() + "\r\n"
                + "Accept: */*\r\n"
                + "Accept-Encoding: identity\r\n"
                + "Connection: close\r\n\r\n";
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public List<Evidence> evidence() {
        return guard.evidence();
    }

    @Override
    public String toString() {
        return "PublicHttpClient[" + TimeUnit.NANOSECONDS.toMillis(timeoutNanos) + " ms, " + maxBytes + " bytes, "
                + maxRedirects + " redirects]";
    }
}
