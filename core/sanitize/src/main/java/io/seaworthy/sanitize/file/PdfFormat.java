package io.seaworthy.sanitize.file;

import java.util.List;

/**
 * PDF (ISO 32000): {@code %PDF-} at the first byte, {@code %%EOF} at the end, and none of the names that run or carry
 * something. Names inside compressed streams are not seen.
 */
final class PdfFormat extends Format {

    private static final List<String> ACTIVE =
            List.of("/JavaScript", "/JS ", "/JS(", "/JS<", "/Launch", "/EmbeddedFile", "/RichMedia", "/GoToE");

    private final ByteSearch active = ByteSearch.of(ACTIVE, false);
    private final ByteSearch end = ByteSearch.of(List.of("%%EOF"), false);
    private long position;
    private boolean ended;

    @Override
    void accept(int value) {
        if (position < 5 && value != "%PDF-".charAt((int) position)) {
            refuse(FileRefusal.MALFORMED);
        }
        position++;
        if (active.accept(value)) {
            refuse(FileRefusal.ACTIVE_CONTENT);
        }
        boolean blank = value == '\n' || value == '\r' || value == ' ' || value == '\t' || value == 0;
        ended = end.accept(value) || (ended && blank);
    }

    @Override
    boolean isComplete() {
        return ended;
    }
}
