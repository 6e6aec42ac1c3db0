package io.seaworthy.headers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The header set of each preset over https, as files: a change to one is a change to every user's site. */
class PresetsGoldenTest {

    static Stream<Arguments> presets() {
        return Stream.of(
                Arguments.of("html-strict", SecurityHeaders.htmlStrict()),
                Arguments.of("html-compatible", SecurityHeaders.htmlCompatible()),
                Arguments.of("api", SecurityHeaders.api()),
                Arguments.of("download", SecurityHeaders.download()),
                Arguments.of("logout", SecurityHeaders.logout()));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void preset_sendsExactlyItsGoldenFile(String name, SecurityHeaders preset) throws IOException {
        assertThat(print(preset.describe())).isEqualTo(golden(name));
    }

    private static String print(Map<String, String> headers) {
        StringBuilder text = new StringBuilder();
        headers.forEach(
                (field, value) -> text.append(field).append(": ").append(value).append('\n'));
        return text.toString();
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = PresetsGoldenTest.class.getResourceAsStream("/golden/" + name + ".txt")) {
            assertThat(in).as("golden/" + name + ".txt").isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
