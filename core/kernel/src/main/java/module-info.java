import org.jspecify.annotations.NullMarked;

/** HTTP values, guards, addresses, faults and readiness evidence. Depends on nothing but the JDK. */
@NullMarked
module io.seaworthy.kernel {
    requires static org.jspecify;

    exports io.seaworthy.kernel;
    exports io.seaworthy.kernel.config;
    exports io.seaworthy.kernel.http;
    exports io.seaworthy.kernel.net;
    exports io.seaworthy.kernel.readiness;
    exports io.seaworthy.kernel.internal to
            io.seaworthy.auth,
            io.seaworthy.config,
            io.seaworthy.headers,
            io.seaworthy.jdkhttp,
            io.seaworthy.logging,
            io.seaworthy.operations,
            io.seaworthy.protection,
            io.seaworthy.ratelimit,
            io.seaworthy.sanitize,
            io.seaworthy.servlet,
            io.seaworthy.testkit;
}
