package io.seaworthy.sanitize.file;

import java.io.IOException;

/** What entries carry beside their content (APPNOTE 4.5), as far as it makes them something else. Stateless. */
final class ZipFields {

    private static final int ZIP64 = 0x0001;
    private static final int UNICODE_PATH = 0x7075;
    private static final int AES = 0x9901;

    private ZipFields() {}

    /** Goes through the extra fields; refuses those by which other readers find another name, size or content. */
    static void read(ArchiveInput in, int length) throws IOException {
        int left = length;
        while (left >= 4) {
            int id = in.u16();
            int size = in.u16();
            left -= 4 + size;
            ArchiveRefusal refusal = switch (id) {
                case ZIP64 -> ArchiveRefusal.UNSUPPORTED;
                case UNICODE_PATH -> ArchiveRefusal.UNSAFE_NAME;
                case AES -> ArchiveRefusal.ENCRYPTED;
                default -> left < 0 ? ArchiveRefusal.MALFORMED : null;
            };
            if (refusal != null) {
                throw new ArchiveFailure(refusal);
            }
            in.skip(size);
        }
        if (left > 0) {
            throw new ArchiveFailure(ArchiveRefusal.MALFORMED);
        }
    }
}
