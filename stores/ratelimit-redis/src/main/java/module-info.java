import org.jspecify.annotations.NullMarked;

/** The limit store over Redis. */
@NullMarked
module io.seaworthy.ratelimit.redis {
    requires transitive io.seaworthy.ratelimit;
    requires io.github.bucket4j.lettuce;
    requires lettuce.core;
    requires static org.jspecify;

    exports io.seaworthy.ratelimit.redis;
}
