package io.seaworthy.headers.csp;

/**
 * One violation as browsers reported it, cleaned: printable ASCII, at most 200 characters a field, no query, no
 * fragment, no user information.
 *
 * @param directive the directive that was violated, {@code script-src-elem}; {@code other} where it is none
 * @param blocked where from: an origin, a scheme with its colon, or a word such as {@code inline} and {@code eval}
 * @param enforced whether it was blocked, or only reported
 * @param document the page
 * @param source the script that did it, or empty
 */
public record CspViolation(String directive, String blocked, boolean enforced, String document, String source) {}
