package io.seaworthy.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.BodyLimit;
import io.seaworthy.kernel.BodyTooLargeException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitedInputTest {

    private final RequestFaults faults = new RequestFaults();

    /** A container's stream over bytes in memory. */
    private static final class Source extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        Source(int size) {
            bytes = new ByteArrayInputStream(new byte[size]);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int count) {
            return bytes.read(into, from, count);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }

    private LimitedInput input(int size, long limit) {
        return new LimitedInput(new Source(size), BodyLimit.ofBytes(limit), faults);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "9, 10", "10, 10", "10000, 10000", "5, 9223372036854775807"})
    void bodyWithinTheLimit_isReadWhole(int size, long limit) throws IOException {
        assertThat(input(size, limit).readAllBytes()).hasSize(size);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "11, 10", "100000, 10"})
    void bodyOverTheLimit_endsWithTheException(int size, long limit) {
        assertThatThrownBy(() -> input(size, limit).readAllBytes()).isInstanceOf(BodyTooLargeException.class);
    }

    @Test
    void singleBytes_areCounted() throws IOException {
        LimitedInput input = input(3, 2);
        assertThat(input.read()).isZero();
        assertThat(input.read()).isZero();
        assertThatThrownBy(input::read).isInstanceOf(BodyTooLargeException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 1000})
    void readerThatSwallowsTheException_getsItAgain(int count) {
        LimitedInput input = input(5000, 1);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> input.read(new byte[count])).isInstanceOf(BodyTooLargeException.class);
        }
        assertThatThrownBy(input::read).isInstanceOf(BodyTooLargeException.class);
    }

    @Test
    void withoutLimit_nothingIsCounted() throws IOException {
        LimitedInput input = new LimitedInput(new Source(5), null, faults);
        assertThat(input.readAllBytes()).hasSize(5);
    }

    @Test
    void exception_isRememberedAsTheRequestsFault() {
        try {
            input(2, 1).readAllBytes();
        } catch (IOException e) {
            RuntimeException wrapped = new IllegalStateException(new IOException(e));
            assertThat(faults.problemFor(wrapped)).isSameAs(RequestFaults.TOO_LARGE);
        }
    }
}
