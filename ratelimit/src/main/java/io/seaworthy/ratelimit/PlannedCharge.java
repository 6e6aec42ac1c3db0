package io.seaworthy.ratelimit;

import org.jspecify.annotations.Nullable;

/**
 * What one request is charged with: a bucket, and what else.
 *
 * @param fields the limit, and what the client is told about it
 * @param key whose bucket
 * @param next the next charge of the same request, or null
 */
record PlannedCharge(
        LimitFields fields, LimitKey key, @Nullable PlannedCharge next) {

    Limit limit() {
        return fields.limit();
    }
}
