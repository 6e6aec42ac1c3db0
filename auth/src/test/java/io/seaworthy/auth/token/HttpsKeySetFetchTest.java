package io.seaworthy.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsKeySetFetchTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://localhost/",
                "https://10.0.0.1/",
                "https://169.254.169.254/latest/meta-data/",
                "https://[::1]/",
                "https://[::ffff:192.168.0.1]/",
                "https://0.0.0.0/"
            })
    void privateAddress_isNotAsked(String address) {
        assertThatThrownBy(() -> new HttpsKeySetFetch(true).fetch(URI.create(address)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not public");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://issuer.example/", "file:///etc/passwd", "ftp://issuer.example/"})
    void otherScheme_isNotAsked(String address) {
        assertThatThrownBy(() -> new HttpsKeySetFetch(false).fetch(URI.create(address)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("https only");
    }

    // RFC 9111 section 5.2.2.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "max-age=300 | 300",
                "public, max-age=21600, must-revalidate | 21600",
                "Max-Age=1 | 1",
                "no-store | 0",
                "private | ",
                "max-age=-1 | ",
                "max-age=9999999999 | ",
                "max-age= | ",
                "s-maxage=5 | "
            })
    void maxAge_isReadStrictly(String header, Long seconds) {
        assertThat(HttpsKeySetFetch.maxAge(header)).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
    }
}
