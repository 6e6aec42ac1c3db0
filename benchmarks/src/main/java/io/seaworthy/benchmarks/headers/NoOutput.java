package io.seaworthy.benchmarks.headers;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

/** A refusal's body, which nobody reads. */
final class NoOutput extends ServletOutputStream {

    static final NoOutput INSTANCE = new NoOutput();

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {}

    @Override
    public void write(int b) {}

    @Override
    public void write(byte[] bytes, int from, int length) {}
}
