package io.seaworthy.sanitize.file;

import io.seaworthy.sanitize.Refusal;

/** Why an archive is refused. */
public enum ArchiveRefusal implements Refusal {
    /** Neither ZIP nor gzip from the first byte on. */
    NOT_AN_ARCHIVE,
    /** More bytes in all, once unpacked, than the limit. */
    TOO_LARGE,
    /** More bytes in one entry, once unpacked, than the limit. */
    ENTRY_TOO_LARGE,
    /** More entries than the limit. */
    TOO_MANY_ENTRIES,
    /** Archives in archives, deeper than the limit. */
    TOO_DEEP,
    /** The directory lists other entries than the file holds: some twice, overlapping, hidden, or a second directory. */
    OVERLAP,
    /** An entry whose name leads out of the folder or is no name, that has a second name, or is a link or a device. */
    UNSAFE_NAME,
    /** Two entries of one name; names that differ in case or composition only are one on many systems. */
    DUPLICATE_NAME,
    /** An entry that needs a password. */
    ENCRYPTED,
    /** A form of archive or of compression that is not unpacked here: 7z, rar, xz, tar, ZIP64, a ZIP behind other data. */
    UNSUPPORTED,
    /** It breaks the rules of its format, or its checksums. */
    MALFORMED
}
