package io.seaworthy.sanitize.file;

import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import io.seaworthy.sanitize.Checked;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Checks uploaded files: the name by {@link SafeFileName}, the type by content alone, and the content to its last byte by
 * its own format, so that no file of another format begins in front of it or follows behind it. Pages, PDF and PHP that
 * are spelled out inside an image are refused as well. What a client says about the type does not count.
 *
 * <p>It does not decode images, look into compressed streams of a PDF, know every tag in a text (it knows the common ones
 * that run scripts, and a text's beginning), find {@code <?=} in an image, whose bytes hold it by chance, or find viruses. Serve uploads with their type from
 * here, {@code X-Content-Type-Options: nosniff} and {@code Content-Disposition: attachment}.
 *
 * <p>Memory: 2 KiB for each check, whatever the file. Immutable, thread-safe; a check is for one thread.
 */
public final class Uploads implements EvidenceSource {

    private static final long MAX_PIXELS = 100_000_000;

    private final Set<FileType> types;
    private final long maxBytes;

    private Uploads(Set<FileType> types, long maxBytes) {
        this.types = Collections.unmodifiableSet(types);
        this.maxBytes = maxBytes;
    }

    /** PNG, JPEG, GIF, WebP, PDF and plain text of at most 10 MiB; images of at most 100 megapixels, each
     * frame of an animation within its canvas, all frames ten times as many. */
    public static Uploads documents() {
        return of(10 << 20, FileType.values());
    }

    /** PNG, JPEG, GIF and WebP of at most 10 MiB and 100 megapixels. */
    public static Uploads images() {
        return of(10 << 20, FileType.PNG, FileType.JPEG, FileType.GIF, FileType.WEBP);
    }

    /**
     * These types of at most so many bytes, 1 or more.
     *
     * @throws io.seaworthy.kernel.config.ConfigurationException with every fault
     */
    public static Uploads of(long maxBytes, FileType... types) {
        Set<FileType> set = EnumSet.noneOf(FileType.class);
        set.addAll(List.of(types));
        Faults.in("Uploads")
                .check(maxBytes >= 1, "maxBytes", Long.toString(maxBytes), "out_of_range", "1 or more")
                .check(!set.isEmpty(), "types", null, "missing", "one type or more")
                .throwIfAny();
        return new Uploads(set, maxBytes);
    }

    long maxBytes() {
        return maxBytes;
    }

    long maxPixels() {
        return MAX_PIXELS;
    }

    Set<FileType> types() {
        return types;
    }

    /** Begins the check of a file whose bytes come piece by piece. */
    public UploadCheck begin(SafeFileName name) {
        return new UploadCheck(this, name);
    }

    /** Checks the whole file; reads no further than the first fault and keeps nothing. */
    public Checked<Upload, FileRefusal> check(String name, InputStream in) throws IOException {
        return check(name, in, OutputStream.nullOutputStream());
    }

    /** As {@link #check(String, InputStream)}, copying as it goes: drop the copy where the file is refused. */
    public Checked<Upload, FileRefusal> check(String name, InputStream in, OutputStream copy) throws IOException {
        Checked<SafeFileName, FileRefusal> safe = SafeFileName.parse(name);
        if (!(safe instanceof Checked.Accepted<SafeFileName, FileRefusal> accepted)) {
            return Checked.refused(((Checked.Refused<SafeFileName, FileRefusal>) safe).reason());
        }
        UploadCheck check = begin(accepted.value());
        byte[] buffer = new byte[8_192];
        int read;
        while ((read = in.read(buffer)) >= 0 && check.update(buffer, 0, read)) {
            copy.write(buffer, 0, read);
        }
        return check.finish();
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(Evidence.enforced(
                "INPUT-FILE", "Uploads", types + " by content to the last byte, at most " + maxBytes + " bytes"));
    }

    @Override
    public String toString() {
        return "Uploads[" + types + ", " + maxBytes + " bytes]";
    }
}
