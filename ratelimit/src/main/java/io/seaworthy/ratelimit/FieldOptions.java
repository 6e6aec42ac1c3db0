package io.seaworthy.ratelimit;

/**
 * How much clients are told about limits.
 *
 * @param legacy whether {@code X-RateLimit-*} is sent too
 * @param jitterSeconds {@code Retry-After} is later by up to so many seconds
 * @param longestSeconds a time further away is not told
 * @param mostRemaining no more is said to be left
 */
record FieldOptions(boolean legacy, long jitterSeconds, long longestSeconds, long mostRemaining) {

    static final FieldOptions DEFAULT = new FieldOptions(false, 0, Long.MAX_VALUE, Long.MAX_VALUE);
}
