package io.seaworthy.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FramingTest {

    @ParameterizedTest(name = "{0} {1} length {2}, Content-Length by hand {3}")
    @CsvSource(
            nullValues = "-",
            value = {
                // method, status, length given, set by hand, length for the server, body, Content-Length left
                "GET, 200, 3, -, 3, DECLARED, -",
                "GET, 200, 3, 3, 3, DECLARED, -",
                "GET, 200, 3, 300, 3, DECLARED, -",
                "GET, 200, 0, -, 0, OPEN, -",
                "GET, 200, 0, 5, 0, OPEN, -",
                "GET, 200, -1, -, -1, NONE, -",
                "GET, 200, -1, 5, -1, NONE, -",
                "GET, 500, 3, 2, 3, DECLARED, -",
                "HEAD, 200, 3, -, -1, NONE, 3",
                "HEAD, 200, 3, 300, -1, NONE, 3",
                "HEAD, 200, 0, 300, -1, NONE, 300",
                "HEAD, 200, -1, 300, -1, NONE, 300",
                "HEAD, 200, -1, 3x, -1, NONE, -",
                "HEAD, 204, 3, 3, -1, NONE, -",
                "GET, 204, 3, -, -1, NONE, -",
                "GET, 204, -1, 3, -1, NONE, -",
                "GET, 205, 3, 3, -1, NONE, -",
                "GET, 304, -1, 3, -1, NONE, 3",
                "GET, 304, 4, 3, -1, NONE, 4",
                "GET, 304, 0, -3, -1, NONE, -"
            })
    void framing_isWhatIsTrue(
            String method, int status, long given, String byHand, long length, ResponseBody.Length body, String left) {
        Headers headers = new Headers();
        if (byHand != null) {
            headers.set("Content-Length", byHand);
        }
        headers.set("Transfer-Encoding", "gzip, chunked");

        Framing framing = Framing.of(method, status, given, headers);

        assertThat(framing).isEqualTo(new Framing(length, body));
        assertThat(headers.getFirst("Content-Length")).isEqualTo(left);
        assertThat(headers).doesNotContainKey("Transfer-encoding");
    }

    @Test
    void twoLengthsByHand_goEvenForAHead() {
        Headers headers = new Headers();
        headers.put("Content-Length", List.of("3", "3"));

        Framing.of("HEAD", 200, -1, headers);

        assertThat(headers).isEmpty();
    }
}
