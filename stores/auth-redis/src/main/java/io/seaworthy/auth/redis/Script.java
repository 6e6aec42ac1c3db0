package io.seaworthy.auth.redis;

import io.lettuce.core.ScriptOutputType;
import io.seaworthy.auth.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** The steps that Redis takes as one: each is a resource of its name, behind what {@code log.lua} defines. */
enum Script {
    INSERT(ScriptOutputType.INTEGER),
    ADVANCE(ScriptOutputType.MULTI),
    FIND(ScriptOutputType.MULTI),
    RENAME(ScriptOutputType.INTEGER),
    REVOKE(ScriptOutputType.INTEGER),
    REVOKE_ALL(ScriptOutputType.MULTI),
    LIST(ScriptOutputType.MULTI),
    PURGE(ScriptOutputType.INTEGER),
    LOG_APPEND(ScriptOutputType.INTEGER),
    LOG_AFTER(ScriptOutputType.MULTI),
    LOG_NAMING(ScriptOutputType.MULTI),
    LOG_PURGE(ScriptOutputType.INTEGER);

    private final ScriptOutputType output;
    private final String text;

    Script(ScriptOutputType output) {
        this.output = output;
        text = read("log.lua") + read(name().toLowerCase(Locale.ROOT).replace('_', '-') + ".lua");
    }

    private static String read(String resource) {
        try (InputStream in = Script.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new StoreException("Could not read " + resource, e);
        }
    }

    ScriptOutputType output() {
        return output;
    }

    String text() {
        return text;
    }
}
