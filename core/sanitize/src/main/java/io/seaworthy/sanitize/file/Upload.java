package io.seaworthy.sanitize.file;

import java.util.Objects;

/**
 * A file that passed its checks.
 *
 * @param name what to call it
 * @param type what it is, by its content
 * @param size bytes
 */
public record Upload(SafeFileName name, FileType type, long size) {

    public Upload {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }
}
