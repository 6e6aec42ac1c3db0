package io.seaworthy.headers.cors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestHeaderListTest {

    private final RequestHeaderList list =
            new RequestHeaderList(List.of("authorization", "Content-Type", "x-api-key", "X-Request-Id"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "authorization | PREFLIGHT_ALLOWED",
                "authorization,content-type,x-api-key,x-request-id | PREFLIGHT_ALLOWED",
                "authorization, content-type | PREFLIGHT_ALLOWED",
                "content-type,authorization | PREFLIGHT_ALLOWED",
                "Authorization | PREFLIGHT_ALLOWED",
                "authorization,,content-type | PREFLIGHT_ALLOWED",
                "',authorization,' | PREFLIGHT_ALLOWED",
                "'' | PREFLIGHT_ALLOWED",
                "',,,' | PREFLIGHT_ALLOWED",
                "x-evil | HEADER_REFUSED",
                "authorization,x-evil | HEADER_REFUSED",
                "authorizatio | HEADER_REFUSED",
                "authorizationx | HEADER_REFUSED",
                "authorization content-type | HEADER_REFUSED",
                "authorization;content-type | HEADER_REFUSED",
                "* | HEADER_REFUSED",
                "a | HEADER_REFUSED",
                "zzz | HEADER_REFUSED",
                "accept | HEADER_REFUSED",
            })
    void list_isAllowedNameByName(String line, CorsReason reason) {
        assertThat(list.check(List.of(line))).isEqualTo(reason);
    }

    @Test
    void longList_isRefusedByItsLength() {
        for (String unit : List.of(",", "authorization,", "a,", " ", "\t,")) {
            String hostile = unit.repeat(65_536 / unit.length());
            assertThat(list.check(List.of(hostile))).as(unit).isEqualTo(CorsReason.HEADERS_TOO_LONG);
        }
        assertThat(list.check(java.util.Collections.nCopies(1000, "authorization")))
                .isEqualTo(CorsReason.HEADERS_TOO_LONG);
    }

    @Test
    void fullListWithBlanks_isNotTooLong() {
        assertThat(list.check(List.of("authorization  ,  content-type  ,  x-api-key  ,  x-request-id")))
                .isEqualTo(CorsReason.PREFLIGHT_ALLOWED);
    }

    @Test
    void noAllowedHeader_refusesAny() {
        RequestHeaderList none = new RequestHeaderList(List.of());
        assertThat(none.check(List.of())).isEqualTo(CorsReason.PREFLIGHT_ALLOWED);
        assertThat(none.check(List.of("a"))).isEqualTo(CorsReason.HEADER_REFUSED);
    }

    @Test
    void wildcard_needsNoReading() {
        RequestHeaderList any = new RequestHeaderList(List.of("*"));
        assertThat(any.check(List.of("x".repeat(100_000)))).isEqualTo(CorsReason.PREFLIGHT_ALLOWED);
    }
}
