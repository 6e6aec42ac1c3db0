import org.jspecify.annotations.NullMarked;

/** The guard chain as a Jakarta Servlet filter. */
@NullMarked
module io.seaworthy.servlet {
    requires transitive io.seaworthy.kernel;
    requires transitive jakarta.servlet;
    requires static org.jspecify;

    exports io.seaworthy.servlet;
}
