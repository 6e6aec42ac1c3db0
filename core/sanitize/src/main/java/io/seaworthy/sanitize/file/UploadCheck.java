package io.seaworthy.sanitize.file;

import io.seaworthy.sanitize.Checked;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One upload on its way: bytes go in as they come, the verdict comes at the end or before and stays. It keeps the first
 * 512 bytes and nothing else. One use, one thread.
 */
public final class UploadCheck {

    private static final List<String> PAGE = List.of("<script", "<?php", "<iframe", "<!doctype html", "<html>");

    private static final ByteSearch SCRIPTS = ByteSearch.of(PAGE, true);

    /** What an image never holds but by intent; {@code <?=} is so short that many do by chance. */
    private static final ByteSearch HIDDEN = ByteSearch.of(
            Stream.concat(PAGE.stream(), Stream.of("%pdf-1.", "__halt_compiler"))
                    .toList(),
            true);

    private static final ByteSearch MARKUP = ByteSearch.of(
            List.of(
                    "<script",
                    "<?php",
                    "<?=",
                    "<iframe",
                    "<!doctype",
                    "<html",
                    "<svg",
                    "<body",
                    "<img",
                    "<object",
                    "<embed",
                    "<style",
                    "<link",
                    "<meta",
                    "<base",
                    "<form",
                    "<math",
                    "<video",
                    "<audio",
                    "<details",
                    "<a href",
                    "<input",
                    "<button",
                    "<select",
                    "<textarea",
                    "<marquee",
                    "<frame",
                    "<applet",
                    "<template",
                    "<xml",
                    "<?xml"),
            true);

    private final Uploads rules;
    private final SafeFileName name;
    private final byte[] head = new byte[Signatures.HEAD];
    private final ZipTail tail = new ZipTail();
    private ByteSearch search = SCRIPTS.restarted();
    private @Nullable FileType type;
    private @Nullable Format format;
    private @Nullable FileRefusal refusal;
    private long size;
    private boolean finished;

    UploadCheck(Uploads rules, SafeFileName name) {
        this.rules = rules;
        this.name = name;
    }

    /** Takes more bytes. False once the file is refused: the rest need not be read. */
    public boolean update(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        for (int i = offset; i < offset + length && refusal == null && !finished; i++) {
            accept(bytes[i]);
        }
        return refusal == null && !finished;
    }

    private void accept(byte value) {
        if (size >= rules.maxBytes()) {
            refusal = FileRefusal.TOO_LARGE;
            return;
        }
        if (size < head.length) {
            head[(int) size] = value;
        }
        size++;
        tail.accept(value & 0xff);
        if (format != null) {
            follow(format, value & 0xff);
        } else if (size == head.length) {
            recognise();
        }
    }

    /** Decides the type by the head, then goes through the head once more with that type's rules. */
    private void recognise() {
        int length = (int) Math.min(size, head.length);
        Signatures.Found found = Signatures.of(head, length);
        FileType recognised = found.type();
        if (recognised == null) {
            refusal = found.refusal();
            return;
        }
        if (!rules.types().contains(recognised)) {
            refusal = FileRefusal.UNSUPPORTED_TYPE;
            return;
        }
        type = recognised;
        search = searched(recognised).restarted();
        Format following = Format.of(recognised, rules.maxPixels());
        format = following;
        for (int i = 0; i < length && refusal == null; i++) {
            follow(following, head[i] & 0xff);
        }
    }

    private static ByteSearch searched(FileType type) {
        return switch (type) {
            case TEXT -> MARKUP;
            case PDF -> SCRIPTS;
            default -> HIDDEN;
        };
    }

    private void follow(Format following, int value) {
        following.accept(value);
        refusal = following.refusal();
        // A PDF may well speak of scripts; only its beginning could be taken for a page.
        boolean searched = type != FileType.PDF || size <= head.length;
        if (refusal == null && searched && search.accept(value)) {
            refusal = type == FileType.TEXT ? FileRefusal.MARKUP : FileRefusal.POLYGLOT;
        }
    }

    /** The verdict. No byte counts after it. */
    public Checked<Upload, FileRefusal> finish() {
        if (!finished) {
            conclude();
            finished = true;
        }
        return refusal == null
                ? Checked.accepted(new Upload(name, Objects.requireNonNull(type), size))
                : Checked.refused(refusal);
    }

    private void conclude() {
        if (refusal == null && size == 0) {
            refusal = FileRefusal.EMPTY;
        }
        if (refusal == null && format == null) {
            recognise();
        }
        if (refusal == null && tail.endsInDirectory()) {
            refusal = FileRefusal.POLYGLOT;
        }
        if (refusal == null && format != null && !format.isComplete()) {
            refusal = FileRefusal.MALFORMED;
        }
        if (refusal == null && type != null && !fits(type)) {
            refusal = FileRefusal.TYPE_MISMATCH;
        }
    }

    /** A name without an extension promises nothing. */
    private boolean fits(FileType found) {
        return name.extension().isEmpty() || found.extensions().contains(name.extension());
    }

    /** The bytes so far. */
    @Override
    public String toString() {
        return "UploadCheck[" + size + " bytes]";
    }
}
