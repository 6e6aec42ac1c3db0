package io.seaworthy.sanitize.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafeFileNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.txt",
                "Photo 2026 (1).png",
                "r\u00e9sum\u00e9.pdf",
                "\u5199\u771f.jpg",
                "100% sure.txt",
                "a..b",
                "tar",
                "console.txt",
                "com10.txt",
                "nulls.txt",
                "\ud83d\ude00.png",
                "a,b;c=d.txt",
                "v1.2.3.md"
            })
    void ordinaryName_isAccepted(String name) {
        assertThat(SafeFileName.parse(name).toOptional().orElseThrow().name()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "'', NAME_EMPTY",
        "., NAME_TRAVERSAL",
        ".., NAME_TRAVERSAL",
        "a/../b, NAME_SEPARATOR",
        "../../etc/passwd, NAME_SEPARATOR",
        "'..\\..\\x', NAME_SEPARATOR",
        "/etc/passwd, NAME_SEPARATOR",
        "'\\\\srv\\s', NAME_SEPARATOR",
        "a\u2215b, NAME_SEPARATOR",
        "a\uff0fb, NAME_SEPARATOR",
        "a\uff3cb, NAME_SEPARATOR",
        "C:x, NAME_ILLEGAL_CHARACTER",
        "a:ads, NAME_ILLEGAL_CHARACTER",
        "a\uff1aads, NAME_ILLEGAL_CHARACTER",
        "a*.txt, NAME_ILLEGAL_CHARACTER",
        "a|b, NAME_ILLEGAL_CHARACTER",
        "con, NAME_RESERVED",
        "CON.txt, NAME_RESERVED",
        "COM1.txt, NAME_RESERVED",
        "com\u00b9.txt, NAME_RESERVED",
        "lpt9, NAME_RESERVED",
        "'nul .png', NAME_RESERVED",
        "\uff43\uff4f\uff4e.txt, NAME_RESERVED",
        "a.txt., NAME_TRIMMED",
        "'a.txt ', NAME_TRIMMED",
        "' a.txt', NAME_TRIMMED",
        "a\u00a0, NAME_TRIMMED",
        ".htaccess, NAME_HIDDEN",
        ".bashrc, NAME_HIDDEN",
        "..a, NAME_HIDDEN",
        "\uff0ehidden, NAME_HIDDEN",
        "a\u202egnp.txt, NAME_DECEPTIVE",
        "a\u200b.txt, NAME_DECEPTIVE",
        "a\ufeff.txt, NAME_DECEPTIVE",
        "'a\0.png', NAME_CONTROL_CHARACTER",
        "'a\n.png', NAME_CONTROL_CHARACTER",
        "a\u0085.png, NAME_CONTROL_CHARACTER",
        "a\ud800.png, NAME_CONTROL_CHARACTER",
        "%2e%2e%2fpasswd, NAME_ESCAPE",
        "%c0%ae.txt, NAME_ESCAPE",
        "a%00.png, NAME_ESCAPE",
        "shell.php, NAME_EXTENSION",
        "shell.PHP.png, NAME_EXTENSION",
        "page.html, NAME_EXTENSION",
        "logo.svg, NAME_EXTENSION",
        "invoice.pdf.exe, NAME_EXTENSION",
        "run.sh, NAME_EXTENSION",
        "a.pif, NAME_EXTENSION",
        "a.desktop, NAME_EXTENSION",
        "a.php8.txt, NAME_EXTENSION",
        "a.war, NAME_EXTENSION",
        "a.psm1, NAME_EXTENSION",
        "-rf.txt, NAME_ILLEGAL_CHARACTER",
        "a\u2216b, NAME_SEPARATOR",
        "a\u00a5b, NAME_SEPARATOR",
        "a\ufe0f.txt, NAME_DECEPTIVE",
    })
    void dangerousName_isRefused(String name, FileRefusal reason) {
        assertThat(SafeFileName.parse(name).refusal()).isEqualTo(reason);
    }

    @Test
    void length_isInBytes() {
        assertThat(SafeFileName.parse("\ud83d\ude00".repeat(63)).refusal()).isNull();
        assertThat(SafeFileName.parse("\ud83d\ude00".repeat(64)).refusal()).isEqualTo(FileRefusal.NAME_TOO_LONG);
        assertThat(SafeFileName.parse("a".repeat(256)).refusal()).isEqualTo(FileRefusal.NAME_TOO_LONG);
        assertThat(SafeFileName.parse("a".repeat(1_000_000)).refusal()).isEqualTo(FileRefusal.NAME_TOO_LONG);
    }

    @Test
    void twinsInOtherNormalForms_areOneName() {
        assertThat(SafeFileName.parse("e\u0301.txt").toOptional())
                .isEqualTo(SafeFileName.parse("\u00e9.txt").toOptional());
    }
}
