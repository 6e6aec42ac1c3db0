package io.seaworthy.sanitize.file;

import java.util.List;

/** The types that can be checked to their last byte. */
public enum FileType {
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg", "jpeg"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp"),
    PDF("application/pdf", "pdf"),
    /** UTF-8 without controls and without markup. */
    TEXT("text/plain", "txt", "md", "csv", "log");

    private final String mediaType;
    private final List<String> extensions;

    FileType(String mediaType, String... extensions) {
        this.mediaType = mediaType;
        this.extensions = List.of(extensions);
    }

    /** {@code image/png}. */
    public String mediaType() {
        return mediaType;
    }

    /** The extensions in lower case, the usual one first. */
    public List<String> extensions() {
        return extensions;
    }
}
