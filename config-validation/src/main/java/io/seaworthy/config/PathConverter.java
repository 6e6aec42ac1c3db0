package io.seaworthy.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A {@code Path}; what it has to be in the file system is left out where only the shape is checked. */
final class PathConverter implements Converter {

    private final boolean exists;
    private final boolean readable;

    PathConverter(Component component) {
        this.exists = component.has("@Exists");
        this.readable = component.has("@Readable");
    }

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        try {
            if (!Direct.hasControl(text)) {
                return Path.of(text);
            }
        } catch (InvalidPathException malformed) {
            // the message holds the text
        }
        throw new Refused("not_a_path");
    }

    @Override
    public void checkPlace(Object value) throws Refused {
        Path path = (Path) value;
        if ((exists || readable) && !Files.exists(path)) {
            throw new Refused("no_such_file", "Check the path; nothing is there");
        } else if (readable && !Files.isReadable(path)) {
            throw new Refused("unreadable_file", "Check that the process may read it");
        }
    }

    @Override
    public String accepted(Profile profile) {
        return readable ? "the path of something that the process may read" : exists ? "a path that exists" : "a path";
    }

    @Override
    public String example(Profile profile) {
        return "/var/lib/app";
    }
}
