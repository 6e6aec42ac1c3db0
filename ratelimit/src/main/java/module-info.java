import org.jspecify.annotations.NullMarked;

/** Rate limits by plan and address, login protection, overload protection, address rules. */
@NullMarked
module io.seaworthy.ratelimit {
    requires transitive io.seaworthy.kernel;
    requires transitive io.github.bucket4j.core;
    requires static org.jspecify;

    exports io.seaworthy.ratelimit;
}
