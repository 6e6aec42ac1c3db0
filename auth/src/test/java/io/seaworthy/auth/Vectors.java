package io.seaworthy.auth;

import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonException;
import io.seaworthy.kernel.internal.JsonLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** External test vectors, read from where {@code seaworthy.vectors} points. */
public final class Vectors {

    private Vectors() {}

    /** The document, or a skipped test with a printed line where there is none. */
    public static Map<String, Object> read(String path) {
        Path file = Path.of(System.getProperty("seaworthy.vectors", "../shared/vectors"), path);
        if (!Files.exists(file)) {
            System.out.println("vectors skipped: " + path + " is not there; see github.com/C2SP/wycheproof");
            Assumptions.abort("no " + path);
        }
        try {
            JsonLimits limits = JsonLimits.strict().bytes(4 << 20).members(200_000);
            return Json.readObject(Files.readAllBytes(file), limits);
        } catch (IOException | JsonException e) {
            throw new IllegalStateException(path, e);
        }
    }

    @SuppressWarnings("unchecked")
    public static List<Map<String, Object>> list(Map<String, Object> from, String name) {
        return (List<Map<String, Object>>) from.get(name);
    }
}
