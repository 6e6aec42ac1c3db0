import org.jspecify.annotations.NullMarked;

/** The guard chain on {@code com.sun.net.httpserver}. */
@NullMarked
module io.seaworthy.jdkhttp {
    requires static org.jspecify;
    requires transitive io.seaworthy.kernel;
    requires transitive jdk.httpserver;

    exports io.seaworthy.jdkhttp;
}
