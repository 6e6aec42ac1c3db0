package io.seaworthy.sanitize.file;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a file is by its first bytes. Stateless. */
final class Signatures {

    /** How many bytes are looked at. */
    static final int HEAD = 512;

    /** A type that is accepted, or why it is refused. */
    record Found(@Nullable FileType type, @Nullable FileRefusal refusal) {}

    private record Signature(int offset, byte[] bytes, Found found) {}

    private static final Found ARCHIVE = new Found(null, FileRefusal.ARCHIVE);
    private static final Found EXECUTABLE = new Found(null, FileRefusal.EXECUTABLE);
    private static final Found MARKUP = new Found(null, FileRefusal.MARKUP);
    private static final Found OTHER = new Found(null, FileRefusal.UNSUPPORTED_TYPE);

    private static final List<Signature> ALL = List.of(
            hex("89504e470d0a1a0a", FileType.PNG),
            hex("ffd8ff", FileType.JPEG),
            ascii("GIF87a", FileType.GIF),
            ascii("GIF89a", FileType.GIF),
            at(8, "57454250", new Found(FileType.WEBP, null)),
            ascii("%PDF-", FileType.PDF),
            refused("504b0304", ARCHIVE),
            refused("504b0506", ARCHIVE),
            refused("504b0708", ARCHIVE),
            refused("526172211a07", ARCHIVE),
            refused("377abcaf271c", ARCHIVE),
            refused("1f8b", ARCHIVE),
            refused("1f9d", ARCHIVE),
            refused("425a68", ARCHIVE),
            refused("fd377a585a00", ARCHIVE),
            refused("28b52ffd", ARCHIVE),
            refused("04224d18", ARCHIVE),
            refused("4d534346", ARCHIVE),
            refused("213c617263683e", ARCHIVE),
            refused("4c5a4950", ARCHIVE),
            at(257, "7573746172", ARCHIVE),
            refused("7f454c46", EXECUTABLE),
            refused("4d5a", EXECUTABLE),
            refused("cafebabe", EXECUTABLE),
            refused("cafed00d", EXECUTABLE),
            refused("feedface", EXECUTABLE),
            refused("feedfacf", EXECUTABLE),
            refused("cefaedfe", EXECUTABLE),
            refused("cffaedfe", EXECUTABLE),
            refused("0061736d", EXECUTABLE),
            refused("6465780a", EXECUTABLE),
            refused("2321", EXECUTABLE),
            refused("4c0000000114020000000000c000000000000046", EXECUTABLE),
            refused("d0cf11e0a1b11ae1", OTHER),
            refused("7b5c727466", OTHER),
            refused("25215053", OTHER),
            refused("465753", OTHER),
            refused("435753", OTHER),
            refused("fffe", OTHER),
            refused("feff", OTHER),
            refused("0000feff", OTHER));

    private Signatures() {}

    private static Signature hex(String hex, FileType type) {
        return at(0, hex, new Found(type, null));
    }

    private static Signature ascii(String text, FileType type) {
        return new Signature(0, text.getBytes(StandardCharsets.US_ASCII), new Found(type, null));
    }

    private static Signature refused(String hex, Found found) {
        return at(0, hex, found);
    }

    private static Signature at(int offset, String hex, Found found) {
        return new Signature(offset, HexFormat.of().parseHex(hex), found);
    }

    static Found of(byte[] head, int length) {
        if (isMarkup(head, length)) {
            return MARKUP;
        }
        for (Signature signature : ALL) {
            if (matches(signature, head, length)) {
                boolean webp = signature.found.type == FileType.WEBP;
                return webp && !(head[0] == 'R' && head[1] == 'I' && head[2] == 'F' && head[3] == 'F')
                        ? OTHER
                        : signature.found;
            }
        }
        for (int i = 0; i < length; i++) {
            if (head[i] >= 0 && head[i] < 9) {
                return OTHER;
            }
        }
        return new Found(FileType.TEXT, null);
    }

    private static boolean matches(Signature signature, byte[] head, int length) {
        if (signature.offset + signature.bytes.length > length) {
            return false;
        }
        for (int i = 0; i < signature.bytes.length; i++) {
            if (head[signature.offset + i] != signature.bytes[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether the text begins as markup, in ASCII or with zeros between (UTF-16 and UTF-32 in both orders), behind a byte
     * order mark and white space.
     */
    private static boolean isMarkup(byte[] head, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length && text.length() < 64; i++) {
            int b = head[i] & 0xff;
            boolean mark = i < 4 && (b == 0xfe || b == 0xff || b == 0xef || b == 0xbb || b == 0xbf);
            if (b != 0 && !mark && !(text.isEmpty() && b <= ' ')) {
                text.append((char) b);
            }
        }
        String start = text.toString().toLowerCase(Locale.ROOT);
        if (start.length() < 2 || start.charAt(0) != '<') {
            return false;
        }
        char second = start.charAt(1);
        return second == '!' || second == '?' || second == '/' || second == '%' || (second >= 'a' && second <= 'z');
    }
}
