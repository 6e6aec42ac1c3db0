package io.seaworthy.sanitize.file;

import java.util.List;
import java.util.Set;

/**
 * PDF (ISO 32000): {@code %PDF-} at the first byte, {@code %%EOF} at the end, and none of the names that run or carry
 * something, however they are spelled (section 7.3.5). A script needs its name as the kind of an action, wherever the
 * script itself stands, so {@code /JS}, {@code /AA} and {@code /OpenAction} need no look: three letters turn up in images
 * by chance. Links are left to the reader, which follows none to {@code javascript:}. Names inside compressed streams are
 * not seen.
 */
final class PdfFormat extends Format {

    private static final Set<String> ACTIVE = Set.of(
            "JavaScript",
            "Rendition",
            "Launch",
            "EmbeddedFile",
            "EmbeddedFiles",
            "RichMedia",
            "GoToE",
            "GoToR",
            "SubmitForm",
            "ImportData",
            "XFA");

    private static final int LONGEST = 13;

    private final ByteSearch end = ByteSearch.of(List.of("%%EOF"), false);
    private final StringBuilder name = new StringBuilder();
    private boolean naming;
    private int escape;
    private long position;
    private boolean ended;

    @Override
    void accept(int value) {
        if (position < 5 && value != "%PDF-".charAt((int) position)) {
            refuse(FileRefusal.MALFORMED);
        }
        position++;
        name(value);
        boolean blank = value == '\n' || value == '\r' || value == ' ' || value == '\t' || value == 0;
        ended = end.accept(value) || (ended && blank);
    }

    /** Follows names; {@code #} and two hexadecimal digits stand for a character. */
    private void name(int value) {
        boolean blank =
                value <= ' ' && (value == 0 || value == '\f' || value == ' ' || (value >= '\t' && value <= '\r'));
        if (blank || "()<>[]{}/%".indexOf(value) >= 0) {
            if (naming && ACTIVE.contains(name.toString())) {
                refuse(FileRefusal.ACTIVE_CONTENT);
            }
            naming = value == '/';
            name.setLength(0);
            escape = 0;
        } else if (naming) {
            name.append((char) value);
            escape = value == '#' ? 1 : escape > 0 ? escape + 1 : 0;
            if (escape == 3) {
                unescape();
            }
            naming = name.length() <= LONGEST + 2;
        }
    }

    private void unescape() {
        escape = 0;
        int at = name.length() - 3;
        int high = Character.digit(name.charAt(at + 1), 16);
        int low = Character.digit(name.charAt(at + 2), 16);
        if (high >= 0 && low >= 0) {
            name.setLength(at);
            name.append((char) (high << 4 | low));
        }
    }

    @Override
    boolean isComplete() {
        return ended;
    }
}
