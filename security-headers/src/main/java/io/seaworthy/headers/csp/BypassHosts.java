package io.seaworthy.headers.csp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Public hosts that make an allow list worthless, because anybody can have a script of his choice run from there: they
 * mirror every package, serve template engines that evaluate markup, or answer with a callback named in the query.
 */
final class BypassHosts {

    private static final List<String> HOSTS = read();

    private BypassHosts() {}

    static boolean allowedBy(HostSource source) {
        return HOSTS.stream().anyMatch(source::covers);
    }

    private static List<String> read() {
        try (InputStream in = BypassHosts.class.getResourceAsStream("bypass-hosts.txt")) {
            if (in == null) {
                throw new IllegalStateException("bypass-hosts.txt is missing from the jar");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
