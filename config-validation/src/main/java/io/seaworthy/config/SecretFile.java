package io.seaworthy.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A secret in a file: UTF-8, at most 64 KiB, the line ends at its end dropped as a shell does. Neither the path nor the
 * operating system's message gets out: people put the secret itself where the path belongs. Stateless.
 */
final class SecretFile {

    static final String ACCEPTED = "the path of a readable UTF-8 file of at most 64 KiB that is not empty";

    private static final int LIMIT = 65_536;

    private SecretFile() {}

    static String read(String path) throws Refused {
        byte[] bytes = bytes(path);
        try {
            return text(bytes, true);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** The whole text with its line ends; it may be empty. */
    static String readAll(String path) throws Refused {
        return text(bytes(path), false);
    }

    private static byte[] bytes(String path) throws Refused {
        try {
            Path file = Path.of(path);
            if (!Files.isRegularFile(file)) {
                throw new Refused("unreadable_file", "Check the path; there is no such file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(LIMIT + 1);
            }
        } catch (IOException | InvalidPathException | SecurityException unreadable) {
            throw new Refused("unreadable_file", "Check that the process may read it");
        }
    }

    private static String text(byte[] bytes, boolean secret) throws Refused {
        if (bytes.length > LIMIT) {
            throw new Refused("file_too_large");
        }
        int end = bytes.length;
        while (secret && end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        if (secret && end == 0) {
            throw new Refused("empty_file");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, end))
                    .toString();
        } catch (CharacterCodingException malformed) {
            throw new Refused("not_utf8");
        }
    }
}
