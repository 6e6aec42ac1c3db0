import org.jspecify.annotations.NullMarked;

/** The limit store over PostgreSQL. */
@NullMarked
module io.seaworthy.ratelimit.postgresql {
    requires transitive io.seaworthy.ratelimit;
    requires transitive java.sql;
    requires io.github.bucket4j.postgresql;
    requires static org.jspecify;

    exports io.seaworthy.ratelimit.postgresql;
}
