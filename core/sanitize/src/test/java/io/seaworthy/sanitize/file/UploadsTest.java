package io.seaworthy.sanitize.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.sanitize.Checked;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadsTest {

    private static final Map<String, byte[]> FILES = Map.of(
            "a.png", SampleFiles.image("png"),
            "a.jpg", SampleFiles.image("jpg"),
            "a.gif", SampleFiles.image("gif"),
            "a.webp", SampleFiles.webp(),
            "a.pdf", SampleFiles.pdf(),
            "a.txt", "Hello, Grüße 😀\n\tbye".getBytes(StandardCharsets.UTF_8));

    private static Checked<Upload, FileRefusal> check(String name, byte[] content) throws IOException {
        return Uploads.documents().check(name, new ByteArrayInputStream(content));
    }

    @ParameterizedTest
    @CsvSource({"a.png, PNG", "a.jpg, JPEG", "a.gif, GIF", "a.webp, WEBP", "a.pdf, PDF", "a.txt, TEXT"})
    void realFile_isAcceptedByContent(String name, FileType type) throws IOException {
        byte[] content = FILES.get(name);
        ByteArrayOutputStream copy = new ByteArrayOutputStream();

        Upload upload = Uploads.documents()
                .check(name, new ByteArrayInputStream(content), copy)
                .toOptional()
                .orElseThrow();

        assertThat(upload.type()).isEqualTo(type);
        assertThat(upload.size()).isEqualTo(content.length);
        assertThat(upload.name().name()).isEqualTo(name);
        assertThat(copy.toByteArray()).isEqualTo(content);
        assertThat(check("noextension", content).toOptional()).isPresent();
        assertThat(check("a.zip", content).refusal()).isEqualTo(FileRefusal.TYPE_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.jpg", "a.gif", "a.webp", "a.pdf"})
    void cutFile_isMalformedAndOtherTypesBehindIt_areRefused(String name) throws IOException {
        byte[] content = FILES.get(name);

        for (int length = 40; length < content.length - 6; length += 7) {
            assertThat(check(name, Arrays.copyOf(content, length)).refusal()).isEqualTo(FileRefusal.MALFORMED);
        }
        assertThat(check(name, SampleFiles.join(content, SampleFiles.zip())).refusal())
                .isIn(FileRefusal.TRAILING_DATA, FileRefusal.POLYGLOT);
        assertThat(check(name, SampleFiles.join(content, SampleFiles.ascii("<script>alert(1)</script>")))
                        .refusal())
                .isIn(FileRefusal.TRAILING_DATA, FileRefusal.POLYGLOT, FileRefusal.MALFORMED);
    }

    static Stream<Arguments> hidden() {
        byte[] script = SampleFiles.ascii("<ScRipt>alert(1)</script>");
        return Stream.of(
                Arguments.of("a.png", SampleFiles.pngWith("tEXt", script)),
                Arguments.of("a.png", SampleFiles.pngWith("zzZz", SampleFiles.zip())),
                Arguments.of(
                        "a.png", SampleFiles.pngWith("tEXt", SampleFiles.ascii("Comment\0<?php system($_GET[1]);"))),
                Arguments.of("a.jpg", SampleFiles.jpegWith(script)),
                Arguments.of("a.jpg", SampleFiles.jpegWith(SampleFiles.zip())),
                Arguments.of("a.pdf", SampleFiles.join(SampleFiles.ascii("%PDF-1.4\n"), script, SampleFiles.pdf())));
    }

    @ParameterizedTest
    @MethodSource("hidden")
    void fileThatIsTwoThings_isAPolyglot(String name, byte[] content) throws IOException {
        assertThat(check(name, content).refusal()).isEqualTo(FileRefusal.POLYGLOT);
    }

    @ParameterizedTest
    @CsvSource({
        "504b0304, ARCHIVE",
        "504b0506, ARCHIVE",
        "526172211a0700, ARCHIVE",
        "377abcaf271c, ARCHIVE",
        "1f8b0800, ARCHIVE",
        "425a6839, ARCHIVE",
        "fd377a585a00, ARCHIVE",
        "28b52ffd00, ARCHIVE",
        "213c617263683e0a, ARCHIVE",
        "7f454c4602, EXECUTABLE",
        "4d5a9000, EXECUTABLE",
        "cafebabe00, EXECUTABLE",
        "feedfacf, EXECUTABLE",
        "cffaedfe, EXECUTABLE",
        "0061736d01, EXECUTABLE",
        "23212f62696e2f7368, EXECUTABLE",
        "6465780a303335, EXECUTABLE",
        "d0cf11e0a1b11ae1, UNSUPPORTED_TYPE",
        "7b5c72746631, UNSUPPORTED_TYPE",
        "4f67675300, UNSUPPORTED_TYPE",
        "00000018667479706d703432, UNSUPPORTED_TYPE",
        "ff, UNSUPPORTED_TYPE",
        "00, UNSUPPORTED_TYPE",
        "424d3600000000, UNSUPPORTED_TYPE",
        "fffe61006200, UNSUPPORTED_TYPE",
        "52494646240000005741564566, UNSUPPORTED_TYPE",
        "25215053, UNSUPPORTED_TYPE",
        "c0af, UNSUPPORTED_TYPE",
        "eda080, UNSUPPORTED_TYPE",
        "61f8, UNSUPPORTED_TYPE",
    })
    void signature_isRefusedWithItsReason(String hex, FileRefusal reason) throws IOException {
        byte[] start = HexFormat.of().parseHex(hex);

        assertThat(check("a.txt", start).refusal()).isEqualTo(reason);
        assertThat(check("a.txt", SampleFiles.join(start, new byte[2_000])).refusal())
                .isIn(reason, FileRefusal.UNSUPPORTED_TYPE);
    }

    @Test
    void tar_isAnArchive() throws IOException {
        byte[] tar = new byte[1_024];
        System.arraycopy(SampleFiles.ascii("name"), 0, tar, 0, 4);
        System.arraycopy(SampleFiles.ascii("ustar"), 0, tar, 257, 5);
        assertThat(check("a.txt", tar).refusal()).isEqualTo(FileRefusal.ARCHIVE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html>",
                "  \n<html>",
                "<svg xmlns='http://www.w3.org/2000/svg'>",
                "<?xml version='1.0'?>",
                "<a href=x>",
                "<!-- x -->",
                "</p>",
                "hello <script>alert(1)</script>",
                "x<ScRiPt src=y>",
                "a <?php b",
                "text <img src=x onerror=alert(1)>",
                "<%= 1 %>"
            })
    void markup_isRefusedInEveryEncoding(String markup) throws IOException {
        assertThat(check("a.txt", markup.getBytes(StandardCharsets.UTF_8)).refusal())
                .isEqualTo(FileRefusal.MARKUP);
        assertThat(check("a.txt", ("\ufeff" + markup).getBytes(StandardCharsets.UTF_8))
                        .refusal())
                .isEqualTo(FileRefusal.MARKUP);
        for (String charset : new String[] {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
            assertThat(check("a.txt", markup.getBytes(Charset.forName(charset))).refusal())
                    .as(charset)
                    .isIn(FileRefusal.MARKUP, FileRefusal.UNSUPPORTED_TYPE);
        }
    }

    @Test
    void comparisonInText_isNoMarkup() throws IOException {
        assertThat(check("a.txt", SampleFiles.ascii("a < b, 3 <4, <3 and x<y")).toOptional())
                .isPresent();
    }

    @Test
    void emptyAndLargeFiles_areRefused() throws IOException {
        assertThat(check("a.txt", new byte[0]).refusal()).isEqualTo(FileRefusal.EMPTY);
        Uploads small = Uploads.of(100, FileType.TEXT);
        byte[] text = new byte[101];
        Arrays.fill(text, (byte) 'x');
        assertThat(small.check("a.txt", new ByteArrayInputStream(text)).refusal())
                .isEqualTo(FileRefusal.TOO_LARGE);
        assertThat(small.check("a.txt", new ByteArrayInputStream(text, 0, 100)).toOptional())
                .isPresent();
        assertThat(small.check("a.png", new ByteArrayInputStream(SampleFiles.image("png")))
                        .refusal())
                .isIn(FileRefusal.UNSUPPORTED_TYPE, FileRefusal.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/JavaScript (app.alert(1))", "/Launch", "/EmbeddedFile", "/RichMedia"})
    void activePdf_isRefused(String name) throws IOException {
        byte[] pdf = SampleFiles.ascii("%PDF-1.7\n<< /S " + name + " >>\n%%EOF");
        assertThat(check("a.pdf", pdf).refusal()).isEqualTo(FileRefusal.ACTIVE_CONTENT);
    }

    @Test
    void imageOfManyPixels_isRefusedByItsHeader() throws IOException {
        byte[] gif = FILES.get("a.gif").clone();
        Arrays.fill(gif, 6, 10, (byte) 0xff);
        assertThat(check("a.gif", gif).refusal()).isEqualTo(FileRefusal.TOO_MANY_PIXELS);
    }

    @Test
    void brokenChecksum_isMalformed() throws IOException {
        byte[] png = FILES.get("a.png").clone();
        png[29] ^= 1; // the header's checksum
        assertThat(check("a.png", png).refusal()).isEqualTo(FileRefusal.MALFORMED);
    }

    @Test
    void pieces_makeNoDifference() throws IOException {
        Random random = new Random(12);
        for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
            UploadCheck check = Uploads.documents()
                    .begin(SafeFileName.parse(file.getKey()).toOptional().orElseThrow());
            byte[] content = file.getValue();
            for (int at = 0; at < content.length; ) {
                int length = Math.min(content.length - at, 1 + random.nextInt(7));
                assertThat(check.update(content, at, length)).isTrue();
                at += length;
            }
            assertThat(check.finish()).isEqualTo(check(file.getKey(), content));
        }
    }

    @Test
    void randomBytesBehindASignature_neverThrow() throws IOException {
        Random random = new Random(5);
        for (byte[] content : FILES.values()) {
            for (int run = 0; run < 300; run++) {
                byte[] bytes = content.clone();
                for (int i = 0; i < 4; i++) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
                assertThat(check("a", bytes)).isNotNull();
            }
        }
    }

    @Test
    void faults_areReportedTogether() {
        assertThatThrownBy(() -> Uploads.of(0))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        thrown -> assertThat(thrown.violations()).hasSize(2));
        assertThat(FileRefusal.TOO_LARGE.status()).isEqualTo(413);
        assertThat(FileRefusal.MARKUP.status()).isEqualTo(415);
        assertThat(FileRefusal.POLYGLOT.status()).isEqualTo(422);
    }
}
