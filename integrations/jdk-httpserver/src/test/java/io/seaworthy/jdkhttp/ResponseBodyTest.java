package io.seaworthy.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponseBodyTest {

    private final List<String> told = new ArrayList<>();

    private final ResponseBody.Listener listener = new ResponseBody.Listener() {
        @Override
        public void aborted(IOException gone) {
            told.add("aborted " + gone.getMessage());
        }

        @Override
        public void handedOver() {
            told.add("handed over");
        }
    };

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    private ResponseBody body(ResponseBody.Length length, long declared) {
        ResponseBody body = new ResponseBody(sent, listener);
        body.begin(new Framing(declared, length));
        return body;
    }

    @Test
    void writeBeforeTheHead_fails() {
        ResponseBody body = new ResponseBody(sent, listener);

        assertThatThrownBy(() -> body.write(1)).isInstanceOf(IOException.class).hasMessageContaining("headers");
        assertThat(body.isWhole()).isFalse();
    }

    @Test
    void declaredLength_isWholeOnceWritten() throws IOException {
        ResponseBody body = body(ResponseBody.Length.DECLARED, 3);
        body.write(new byte[2]);
        assertThat(body.isWhole()).isFalse();
        body.write(1);

        assertThat(body.isWhole()).isTrue();
        assertThat(body.written()).isEqualTo(3);
        assertThat(sent.size()).isEqualTo(3);
    }

    @Test
    void moreThanDeclared_isTheApplicationsFaultAndNoAbort() throws IOException {
        ResponseBody body = body(ResponseBody.Length.DECLARED, 3);
        body.write(new byte[2]);

        assertThatThrownBy(() -> body.write(new byte[2]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("declares 3 bytes");
        assertThat(told).isEmpty();
        assertThat(sent.size()).isEqualTo(2);
    }

    @Test
    void lessThanDeclared_staysOpenOnClose() throws IOException {
        ResponseBody body = body(ResponseBody.Length.DECLARED, 3);
        body.write(1);
        body.close();

        assertThat(body.isWhole()).isFalse();
        assertThat(told).isEmpty();
    }

    @Test
    void openLength_isWholeOnceClosed() throws IOException {
        ResponseBody body = body(ResponseBody.Length.OPEN, 0);
        body.write(new byte[5]);
        assertThat(body.isWhole()).isFalse();
        body.close();
        body.close();

        assertThat(body.isWhole()).isTrue();
        assertThat(told).containsExactly("handed over");
        assertThatThrownBy(() -> body.write(1)).isInstanceOf(IOException.class).hasMessageContaining("closed");
    }

    @Test
    void noBody_dropsWhatIsWritten() throws IOException {
        ResponseBody body = body(ResponseBody.Length.NONE, -1);
        body.write(new byte[5]);
        body.flush();
        body.close();

        assertThat(body.isWhole()).isTrue();
        assertThat(body.written()).isZero();
        assertThat(sent.size()).isZero();
        assertThat(told).isEmpty();
    }

    @Test
    void aWriteThatFails_isAnAbort() {
        ResponseBody body = new ResponseBody(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("gone");
                    }
                },
                listener);
        body.begin(new Framing(0, ResponseBody.Length.OPEN));

        assertThatThrownBy(() -> body.write(new byte[1])).hasMessage("gone");
        assertThat(told).containsExactly("aborted gone");
        assertThat(body.written()).isZero();
    }
}
