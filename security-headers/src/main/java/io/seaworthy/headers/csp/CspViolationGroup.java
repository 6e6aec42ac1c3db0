package io.seaworthy.headers.csp;

/**
 * Violations that are alike in directive, blocked origin and disposition.
 *
 * @param first the first of them
 * @param count how many there were
 */
public record CspViolationGroup(CspViolation first, long count) {}
