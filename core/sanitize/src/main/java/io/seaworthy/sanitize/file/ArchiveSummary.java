package io.seaworthy.sanitize.file;

/**
 * What was in an archive, archives inside included.
 *
 * @param entries files and folders
 * @param bytes unpacked
 */
public record ArchiveSummary(int entries, long bytes) {}
