package io.seaworthy.logging;

import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonException;
import io.seaworthy.kernel.internal.JsonLimits;
import io.seaworthy.logging.logback.LogbackSetup;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Logback as an application sets it up, writing into memory. */
public final class Captured {

    public static final JsonLimits OWN =
            JsonLimits.strict().bytes(2 << 20).string(2 << 20).digits(400).dangerouslyAcceptLoneSurrogates();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private Captured() {}

    public static Captured json() {
        Captured captured = new Captured();
        LogbackSetup.builder().json("test").output(captured.bytes).install();
        return captured;
    }

    public static Captured text() {
        Captured captured = new Captured();
        LogbackSetup.builder().output(captured.bytes).install();
        return captured;
    }

    public String all() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    public List<String> lines() {
        return all().isEmpty()
                ? List.of()
                : List.of(all().substring(0, all().length() - 1).split("\n", -1));
    }

    public List<Map<String, Object>> objects() {
        return lines().stream().map(Captured::parse).toList();
    }

    public Map<String, Object> only() {
        List<Map<String, Object>> objects = objects();
        if (objects.size() != 1) {
            throw new AssertionError("There are " + objects.size() + " lines: " + all());
        }
        return objects.get(0);
    }

    public static Map<String, Object> parse(String line) {
        try {
            return Json.readObject(line.getBytes(StandardCharsets.UTF_8), OWN);
        } catch (JsonException e) {
            throw new AssertionError(e.getMessage() + ": " + line, e);
        }
    }
}
