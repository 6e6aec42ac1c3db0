package io.seaworthy.headers.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.testkit.RecordingHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cache-Control | public | true",
                "Cache-Control | max-age=60 | true",
                "Cache-Control | s-maxage=60 | true",
                "Cache-Control | max-age=0 | false",
                "Cache-Control | no-cache | false",
                "Cache-Control | private, max-age=60 | false",
                "Cache-Control | no-store | false",
                "Cache-Control | x=\"a,private,b\", public, max-age=600 | true",
                "Cache-Control | private=\"Set-Cookie\", max-age=600 | true",
                "CDN-Cache-Control | public, max-age=600 | true",
                "CDN-Cache-Control | no-store | false",
                "Surrogate-Control | max-age=600 | true",
                "Cloudflare-CDN-Cache-Control | max-age=600 | true",
                "X-Accel-Expires | 600 | true",
                "X-Accel-Expires | 0 | false",
                "Expires | Thu, 01 Jan 2037 00:00:00 GMT | true",
                "Expires | 0 | false",
            })
    void sharedCaches_areAskedByAnyOfTheirFields(String name, String value, boolean shared) {
        RecordingHeaders headers = RecordingHeaders.create();
        headers.set(name, value);
        assertThat(ContentRules.isShared(headers)).isEqualTo(shared);
        if (!name.equals("Cache-Control")) {
            headers.set("Cache-Control", "no-store");
            assertThat(ContentRules.isShared(headers))
                    .as("a field for proxies wins over Cache-Control, Expires does not")
                    .isEqualTo(shared && !name.equals("Expires"));
        }
        ContentRules.keepFromCaches(headers);
        assertThat(ContentRules.isShared(headers)).isFalse();
    }

    @Test
    void silentResponse_becomesPrivate() {
        RecordingHeaders headers = RecordingHeaders.create();
        ContentRules.keepPrivate(headers);
        assertThat(headers.first("Cache-Control")).isEqualTo("private");
        ContentRules.keepPrivate(headers);
        assertThat(headers.all("Cache-Control")).containsExactly("private");
    }
}
