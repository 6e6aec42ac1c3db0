package io.seaworthy.logging.logback;

import java.io.OutputStream;
import java.util.function.Consumer;

/** Writes whole lines in portions and tells what fails. For one thread. */
final class LineOutput {

    private final OutputStream stream;
    private final int portion;
    private final Consumer<Throwable> failures;
    private boolean failed;

    LineOutput(OutputStream stream, int portion, Consumer<Throwable> failures) {
        this.stream = stream;
        this.portion = portion;
        this.failures = failures;
    }

    /** False where it failed: whatever the stream throws, the writer goes on. */
    boolean write(byte[] bytes, int size) {
        try {
            if (failed) {
                // It may have ended within a line, and the next one would be read as a part of that.
                stream.write('\n');
            }
            for (int from = 0; from < size; from += portion) {
                stream.write(bytes, from, Math.min(portion, size - from));
            }
            stream.flush();
            failed = false;
            return true;
        } catch (Throwable e) {
            failed = true;
            failures.accept(e);
            return false;
        }
    }
}
