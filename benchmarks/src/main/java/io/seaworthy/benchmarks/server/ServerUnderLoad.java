package io.seaworthy.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A server's process, the token that it accepts, and what it has allocated. */
final class ServerUnderLoad implements AutoCloseable {

    private static final int START_SECONDS = 60;

    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final int port;
    private final byte[] request;

    ServerUnderLoad(ServerKind server, Variant variant) throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xms512m",
                        "-Xmx512m",
                        "-XX:+AlwaysPreTouch",
                        "-Dsun.net.httpserver.nodelay=true",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        ServerProcess.class.getName(),
                        server.name(),
                        variant.name()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII);
        String[] ready = readyInTime().split(" ");
        port = Integer.parseInt(ready[1]);
        request = ("GET /api/notes HTTP/1.1\r\nHost: localhost:" + port + "\r\n"
                        + "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0\r\n"
                        + "Accept: application/json\r\nAccept-Encoding: gzip, deflate, br\r\n"
                        + "Origin: " + SeaworthySetup.ORIGIN + "\r\nSec-Fetch-Site: cross-site\r\n"
                        + "Sec-Fetch-Mode: cors\r\nAuthorization: Bearer " + ready[2] + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A server that neither starts nor ends is ended: its output then ends too, and so does the wait. */
    private String readyInTime() throws IOException {
        CompletableFuture<?> late = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(START_SECONDS, TimeUnit.SECONDS));
        try {
            return answer("READY");
        } catch (IOException e) {
            throw late.isDone() ? new IOException("The server did not start in " + START_SECONDS + " s", e) : e;
        } finally {
            late.cancel(false);
        }
    }

    private String answer(String kind) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(kind)) {
                return line;
            }
        }
        throw new IOException("The server's process ended");
    }

    /** The first answer, as text. */
    String check() throws IOException {
        try (Connection connection = new Connection(port, request)) {
            connection.exchange();
            return connection.answer();
        }
    }

    Load.Round load(double seconds) throws Exception {
        return Load.run(port, request, seconds);
    }

    long allocated() throws IOException {
        in.write("allocated\n");
        in.flush();
        return Long.parseLong(answer("ALLOCATED").split(" ")[1]);
    }

    @Override
    public void close() throws IOException {
        in.close();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
