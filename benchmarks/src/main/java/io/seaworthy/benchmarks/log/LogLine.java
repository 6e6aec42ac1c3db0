package io.seaworthy.benchmarks.log;

import org.jspecify.annotations.Nullable;

/** Makes an event and the bytes of its line; the throwable is printed where there is one. */
interface LogLine {

    byte[] line(@Nullable Throwable thrown);
}
