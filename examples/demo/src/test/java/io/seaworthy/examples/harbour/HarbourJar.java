package io.seaworthy.examples.harbour;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The jar that users start, as a process with exactly the given environment. */
final class HarbourJar implements AutoCloseable {

    private static final String LISTENING = "Harbour listening on http://127.0.0.1:";

    private final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private HarbourJar(Process process) {
        this.process = process;
        this.reader = new Thread(this::read);
        reader.start();
    }

    static HarbourJar start(Map<String, String> environment, String... arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = System.getProperty("harbour.jar");
        ProcessBuilder builder = new ProcessBuilder(java, "-Xmx256m", "-jar", jar).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new HarbourJar(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
        } catch (IOException e) {
            lines.add("(output ended: " + e.getMessage() + ")");
        }
    }

    /** Waits until it accepts requests. */
    Client client() throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (System.nanoTime() < end && process.isAlive()) {
            for (String line : lines) {
                if (line.startsWith(LISTENING)) {
                    return new Client(Integer.parseInt(line.substring(LISTENING.length())));
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("Harbour did not start:\n" + output());
    }

    /** SIGTERM, as a process manager sends it. */
    void terminate() {
        // Not process.destroy(), which closes the output as well: what is written while stopping would be lost.
        process.toHandle().destroy();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("Harbour does not end:\n" + output());
        }
        reader.join();
        return process.exitValue();
    }

    List<String> lines() {
        return lines;
    }

    String output() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
