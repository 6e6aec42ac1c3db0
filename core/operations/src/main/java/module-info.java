import org.jspecify.annotations.NullMarked;

/** Request metrics, event counters, health, connection pools, resource meters and the graceful stop. */
@NullMarked
module io.seaworthy.operations {
    requires transitive io.seaworthy.kernel;
    requires transitive java.sql;
    requires transitive micrometer.core;
    requires com.zaxxer.hikari;
    requires static org.jspecify;

    exports io.seaworthy.operations;
}
