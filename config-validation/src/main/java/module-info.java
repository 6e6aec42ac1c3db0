import org.jspecify.annotations.NullMarked;

/** Typed settings from the environment, every fault at once, nothing secret printed. */
@NullMarked
module io.seaworthy.config {
    requires static org.jspecify;
    requires java.net.http;
    requires transitive io.seaworthy.kernel;

    exports io.seaworthy.config;
    exports io.seaworthy.config.flags;
    exports io.seaworthy.config.parity;
    exports io.seaworthy.config.secrets;
}
