package io.seaworthy.auth.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "AAAAAAAAAAAAAAAAAAAAA\0",
                "AAAAAAAAAAAAAAAAAAAAAB",
                "AAAAAAAAAAAAAAAAAAAAA=",
                "AAAAAAAAAAAAAAAAAAAAAAA"
            })
    void whatIsNoId_isTold(String text) {
        assertThat(SessionText.isId(text)).isFalse();
    }

    @Test
    void newFamilyIds_areIds() {
        assertThat(SessionText.isId(RefreshTokenText.newFamilyId())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user\0", "half \ud83d of a pair"})
    void whatIsNoSubject_isTold(String text) {
        assertThat(SessionText.isSubject(text)).isFalse();
        assertThat(SessionText.isSubject("a".repeat(256))).isFalse();
        assertThat(SessionText.isSubject("a".repeat(255))).isTrue();
        assertThat(SessionText.isSubject("größe 😀")).isTrue();
    }

    @Test
    void label_losesWhatIsInvisibleAndIsCutBetweenCharacters() {
        assertThat(SessionText.label(null)).isNull();
        assertThat(SessionText.label(" \0\r\n\u202e ")).isNull();
        assertThat(SessionText.label(" Fire\0fox\nauf\u202e Größe \ud83d")).isEqualTo("Firefoxauf Größe");
        assertThat(SessionText.label("a".repeat(119) + "😀")).isEqualTo("a".repeat(119));
        assertThat(SessionText.label("a".repeat(118) + "😀b")).isEqualTo("a".repeat(118) + "😀");
    }
}
