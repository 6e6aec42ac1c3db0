package io.seaworthy.sanitize;

import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonException;
import io.seaworthy.kernel.internal.JsonLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Reads the public test data where it is there. */
public final class Vectors {

    private Vectors() {}

    /** A JSON array of the vectors' folder; the test is skipped where there is none. */
    public static List<?> list(String path) throws IOException, JsonException {
        Path file = Path.of(System.getProperty("seaworthy.vectors", "../../../shared/vectors"), path);
        if (!Files.exists(file)) {
            System.out.println("Vectors: " + path + " skipped, see the vectors' README for where to get it");
            Assumptions.abort("no " + path);
        }
        JsonLimits limits =
                JsonLimits.strict().bytes(4 << 20).members(1_000_000).dangerouslyAcceptLoneSurrogates();
        List<?> list = (List<?>) Json.read(Files.readAllBytes(file), limits);
        System.out.println("Vectors: " + path + " " + list.size() + " entries, 0 skipped");
        return list;
    }
}
