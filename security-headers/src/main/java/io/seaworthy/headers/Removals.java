package io.seaworthy.headers;

import io.seaworthy.kernel.ResponseHeaders;
import io.seaworthy.kernel.ResponsePass;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Drops fields that tell strangers which software answers. Shared by all requests, thread-safe. */
final class Removals implements ResponsePass {

    /** Fields that frameworks add and no client needs; {@code Server} is the server's to configure. */
    static final List<String> PRODUCT_NAMES = List.of(
            "X-Powered-By",
            "X-AspNet-Version",
            "X-AspNetMvc-Version",
            "X-Application-Context",
            "X-Backend-Server",
            "X-Generator",
            "X-Runtime",
            "X-Server",
            "X-Servlet-Engine",
            "X-Version",
            "Liferay-Portal",
            "SourceMap",
            "X-SourceMap",
            "X-Jersey-Tracing-000",
            "X-Quarkus-Version");

    /** Taken out, these break messages, or what other guards of the chain protect. */
    private static final Set<String> NEEDED = Set.of(
            "content-encoding",
            "content-length",
            "content-range",
            "content-type",
            "location",
            "set-cookie",
            "trailer",
            "transfer-encoding",
            "vary",
            "www-authenticate");

    static boolean isNeeded(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return NEEDED.contains(lower) || lower.startsWith("access-control-");
    }

    /** The longer list, one a line; {@code Server} is among them. */
    static List<String> revealing() {
        try (InputStream in = Removals.class.getResourceAsStream("revealing-fields.txt")) {
            if (in == null) {
                throw new IllegalStateException("revealing-fields.txt is missing from the jar");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final String[] names;

    Removals(List<String> names) {
        this.names = names.toArray(String[]::new);
    }

    @Override
    public void atCommit(int status, ResponseHeaders headers) {
        for (String name : names) {
            headers.remove(name);
        }
    }
}
