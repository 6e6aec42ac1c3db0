package io.seaworthy.logging;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets the benchmarks call two parts that the module keeps for itself; on the class path a package may be shared. */
public final class InsideLogging {

    private InsideLogging() {}

    /** The source of request ids. */
    public static Supplier<String> requestIds() {
        return new RandomIds(new SecureRandom(), InstantSource.system())::requestId;
    }

    /** The trace that a field names, or null. */
    public static @Nullable Object traceParent(String field) {
        return TraceParent.parse(field);
    }
}
