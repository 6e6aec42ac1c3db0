import org.jspecify.annotations.NullMarked;

/** Security headers, content security policy, CORS, cross-site request checks, HTTPS. Needs the kernel only. */
@NullMarked
module io.seaworthy.headers {
    requires transitive io.seaworthy.kernel;
    requires static org.jspecify;

    exports io.seaworthy.headers;
    exports io.seaworthy.headers.cors;
    exports io.seaworthy.headers.csp;
    exports io.seaworthy.headers.csrf;
}
