package io.seaworthy.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.BodyLimit;
import io.seaworthy.kernel.BodyTooLargeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class RequestBodyTest {

    private static InputStream bytes(int count) {
        return new ByteArrayInputStream(new byte[count]);
    }

    private static InputStream failing(RuntimeException failure) {
        return new InputStream() {
            @Override
            public int read() {
                throw failure;
            }
        };
    }

    @Test
    void bodyWithinTheLimit_isRead() throws IOException {
        RequestBody body = new RequestBody(bytes(10), BodyLimit.ofBytes(10), false);

        assertThat(body.readAllBytes()).hasSize(10);
        assertThat(body.read()).isEqualTo(-1);
    }

    @Test
    void byteBeyondTheLimit_isNotHandedOut() throws IOException {
        RequestBody body = new RequestBody(bytes(11), BodyLimit.ofBytes(10), false);

        assertThat(body.readNBytes(10)).hasSize(10);
        assertThatThrownBy(body::read).isInstanceOf(BodyTooLargeException.class);
        assertThatThrownBy(body::read).isInstanceOf(IOException.class);
    }

    @Test
    void limitZero_permitsAnEmptyBodyOnly() throws IOException {
        assertThat(new RequestBody(bytes(0), BodyLimit.ofBytes(0), false).read())
                .isEqualTo(-1);
        assertThatThrownBy(() -> new RequestBody(bytes(1), BodyLimit.ofBytes(0), false).read())
                .isInstanceOf(BodyTooLargeException.class);
    }

    @Test
    void noLimit_readsAll() throws IOException {
        assertThat(new RequestBody(bytes(100_000), null, false).readAllBytes()).hasSize(100_000);
    }

    @Test
    void headThatDeclaresNoBody_isNeverRead() throws IOException {
        RequestBody body = new RequestBody(failing(new IllegalStateException()), null, true);

        assertThat(body.read()).isEqualTo(-1);
        assertThat(body.available()).isZero();
        assertThat(body.drain()).isTrue();
    }

    @Test
    void whateverTheServerThrows_isAMalformedBody() {
        RequestBody body = new RequestBody(failing(new IndexOutOfBoundsException("chunk")), null, false);

        assertThatThrownBy(body::read)
                .isInstanceOf(MalformedBodyException.class)
                .hasCauseInstanceOf(IndexOutOfBoundsException.class);
        assertThat(body.isBroken()).isTrue();
        assertThat(body.drain()).isFalse();
    }

    @Test
    void drain_readsWhatTheApplicationLeft_alsoBeyondTheLimit() throws IOException {
        InputStream in = bytes(50_000);
        RequestBody body = new RequestBody(in, BodyLimit.ofBytes(10), false);
        body.read();

        assertThat(body.drain()).isTrue();
        assertThat(in.read()).isEqualTo(-1);
    }

    @Test
    void drain_givesUpOnAnEndlessBody() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 0;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                return length;
            }
        };

        assertThat(new RequestBody(endless, null, false).drain()).isFalse();
    }

    @Test
    void close_leavesTheRestForTheDrain() throws IOException {
        InputStream in = bytes(10);
        RequestBody body = new RequestBody(in, null, false);
        body.close();

        assertThat(in.available()).isEqualTo(10);
        assertThat(body.drain()).isTrue();
    }
}
