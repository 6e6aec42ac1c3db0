package io.seaworthy.logging;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Lets the benchmarks call two parts that the module keeps for itself; on the class path a package may be shared. */
public final class InsideLogging {

    private InsideLogging() {}

    /** The source of request ids. */
    public static Supplier<String> requestIds() {
        return new RandomIds(new SecureRandom(), InstantSource.system())::requestId;
    }

    /** The same into the first 36 bytes of a buffer. */
    public static Consumer<byte[]> requestIdsToBuffer() {
        RandomIds ids = new RandomIds(new SecureRandom(), InstantSource.system());
        return text -> ids.requestId(text, 0);
    }

    /** Where the trace that a field names begins, and its flags; -1 where it is none. The ids are not copied. */
    public static int traceParent(String field) {
        return TraceParent.find(field);
    }
}
