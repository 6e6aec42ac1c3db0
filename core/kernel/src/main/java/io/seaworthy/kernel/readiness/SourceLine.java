package io.seaworthy.kernel.readiness;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * Where one line of the source checklists is at home. The texts are not kept, only their hashes.
 *
 * @param file the checklist's file name
 * @param line the line's number, from 1
 * @param sha256 the line's {@link #hash}
 * @param home the id of a catalogue item or of an attestation group
 */
public record SourceLine(String file, int line, String sha256, String home) {

    public SourceLine {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(home, "home");
    }

    /**
     * SHA-256 of the line's UTF-8 without the white space around it ({@link String#strip}), list marker and check box
     * included, as 64 lower-case hex digits.
     */
    public static String hash(String line) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(line.strip().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
