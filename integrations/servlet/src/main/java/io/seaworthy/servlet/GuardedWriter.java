package io.seaworthy.servlet;

import java.io.PrintWriter;
import java.io.Writer;

/** The response's writer; settles the headers before each character that may commit them. */
final class GuardedWriter extends PrintWriter {

    private final PrintWriter out;

    GuardedWriter(PrintWriter out, GuardedResponse response) {
        super(new Settling(out, response));
        this.out = out;
    }

    @Override
    public boolean checkError() {
        return super.checkError() || out.checkError();
    }

    /** The container's writer reports no failure by itself, so it is asked after each flush. */
    private static final class Settling extends Writer {

        private final PrintWriter out;
        private final GuardedResponse response;

        Settling(PrintWriter out, GuardedResponse response) {
            this.out = out;
            this.response = response;
        }

        @Override
        public void write(int c) {
            response.writingText(1);
            out.write(c);
        }

        @Override
        public void write(char[] text, int from, int count) {
            response.writingText(count);
            out.write(text, from, count);
        }

        @Override
        public void write(String text, int from, int count) {
            response.writingText(count);
            out.write(text, from, count);
        }

        @Override
        public void flush() {
            response.settle();
            if (out.checkError()) {
                response.broke();
            }
        }

        @Override
        public void close() {
            response.settle();
            out.close();
        }
    }
}
