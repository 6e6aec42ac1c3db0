package io.seaworthy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserTest {

    private static RawResponse parse(String method, String wire) throws IOException {
        return new ResponseParser(new ByteArrayInputStream(wire.getBytes(StandardCharsets.ISO_8859_1)), false)
                .read(method);
    }

    @Test
    void lengthGiven_readsExactlyThatMuch() throws IOException {
        RawResponse response =
                parse("GET", "HTTP/1.1 200 OK\r\nX-A:  1 \r\nContent-Length: 3\r\n\r\nkitHTTP/1.1 404 Not Found\r\n");

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("kit");
        assertThat(response.fields()).containsExactly(Map.entry("X-A", "1"), Map.entry("Content-Length", "3"));
        assertThat(response.header("x-a")).isEqualTo("1");
        assertThat(response.closes()).isFalse();
    }

    @Test
    void chunks_areJoined() throws IOException {
        RawResponse response = parse(
                "GET",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nki\r\n1\r\nt\r\n0\r\nTrailer: 1\r\n\r\n");

        assertThat(response.text()).isEqualTo("kit");
    }

    @Test
    void untilClose_readsAll() throws IOException {
        assertThat(parse("GET", "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nkit")
                        .text())
                .isEqualTo("kit");
    }

    @Test
    void interimResponses_areKeptApart() throws IOException {
        RawResponse response = parse(
                "GET",
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 204 No\r\n\r\n");

        assertThat(response.interim()).containsExactly(100, 103);
        assertThat(response.status()).isEqualTo(204);
        assertThat(response.fields()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 200", "GET, 304"})
    void answersWithoutBody_haveNoneWhateverTheirLengthSays(String method, int status) throws IOException {
        assertThat(parse(method, "HTTP/1.1 " + status + " X\r\nContent-Length: 3\r\n\r\n")
                        .body())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.1 200\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/1.1  200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\rX: 1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX A: 1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX : 1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX-A: 1\r\n folded\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX-A: 1\u0000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\nk",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: +1\r\n\r\nk",
                "HTTP/1.1 200 OK\r\nContent-Length: \r\n\r\nk",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nkit\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\n\r\nno length",
                "HTTP/1.1 204 No\r\nContent-Length: 0\r\n\r\n"
            })
    void whatRfc9112Forbids_isAnAssertionError(String wire) {
        assertThatThrownBy(() -> parse("GET", wire))
                .isInstanceOf(AssertionError.class)
                .isNotInstanceOf(TruncatedResponseError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 O",
                "HTTP/1.1 200 OK\r\nX-A: 1\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nki",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nki",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nkit\r\n"
            })
    void whatEndsEarly_isTruncated(String wire) {
        assertThatThrownBy(() -> parse("GET", wire)).isInstanceOf(TruncatedResponseError.class);
    }

    @Test
    void aHeaderThatIsThereTwice_isNotOneHeader() throws IOException {
        RawResponse response = parse("GET", "HTTP/1.1 204 No\r\nX-A: 1\r\nx-a: 1\r\n\r\n");

        assertThat(response.all("X-A")).containsExactly("1", "1");
        assertThatThrownBy(() -> response.header("X-A")).isInstanceOf(AssertionError.class);
    }
}
