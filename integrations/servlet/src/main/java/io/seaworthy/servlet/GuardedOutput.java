package io.seaworthy.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The response's stream; settles the headers before each byte that may commit them and notices a client that left. */
final class GuardedOutput extends ServletOutputStream {

    private final ServletOutputStream out;
    private final GuardedResponse response;

    GuardedOutput(ServletOutputStream out, GuardedResponse response) {
        this.out = out;
        this.response = response;
    }

    @Override
    public void write(int b) throws IOException {
        response.writing(1);
        try {
            out.write(b);
        } catch (IOException e) {
            throw response.broke(e);
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        write(bytes, 0, bytes.length);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        response.writing(count);
        try {
            out.write(bytes, from, count);
        } catch (IOException e) {
            throw response.broke(e);
        }
    }

    /** Declared by Servlet 6.1; one write, because a non-blocking writer may ask only once. */
    public void write(ByteBuffer buffer) throws IOException {
        int count = buffer.remaining();
        if (buffer.hasArray()) {
            write(buffer.array(), buffer.arrayOffset() + buffer.position(), count);
            buffer.position(buffer.limit());
        } else {
            byte[] bytes = new byte[count];
            buffer.get(bytes);
            write(bytes, 0, count);
        }
    }

    /** The container's own way to encode text; the other print methods of the class end here. */
    @Override
    public void print(String text) throws IOException {
        response.writingText(String.valueOf(text).length());
        try {
            out.print(text);
        } catch (CharConversionException e) {
            // The text cannot be said in the response's charset: no fault of the client's.
            throw e;
        } catch (IOException e) {
            throw response.broke(e);
        }
    }

    @Override
    public void flush() throws IOException {
        response.settle();
        try {
            out.flush();
        } catch (IOException e) {
            throw response.broke(e);
        }
    }

    @Override
    public void close() throws IOException {
        response.settle();
        try {
            out.close();
        } catch (IOException e) {
            throw response.broke(e);
        }
    }

    @Override
    public boolean isReady() {
        return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        out.setWriteListener(listener);
    }
}
