package io.seaworthy.headers.csp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTextTest {

    @ParameterizedTest
    @CsvSource({
        "https://u:p@h.example/x?y#z, https://h.example/x",
        "//u:p@h.example/x, //h.example/x",
        "https:/u:p@h.example/, https:/h.example/",
        "https://h.example/a@b, https://h.example/a@b",
        "https://a@b@h.example/, https://h.example/",
        "https://h.example, https://h.example",
    })
    void userInformation_isTakenOut(String address, String clean) {
        assertThat(ReportText.address(address)).isEqualTo(clean);
    }
}
