package io.seaworthy.sanitize.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.sanitize.Checked;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploads that are what they seem and something else besides. */
class UploadDisguiseTest {

    private static Checked<Upload, FileRefusal> check(String name, byte[] content) throws IOException {
        return Uploads.documents().check(name, new ByteArrayInputStream(content));
    }

    private static byte[] pdf(byte[] stream) {
        return SampleFiles.join(
                SampleFiles.ascii("%PDF-1.4\n1 0 obj<<>>stream\n"),
                stream,
                SampleFiles.ascii("\nendstream endobj\n%%EOF\n"));
    }

    /** Readers do not hold a record against the length of its comment, nor against the 64 KiB that it may have. */
    @ParameterizedTest
    @CsvSource({"0, 65535", "65508, 65535", "65480, 65541", "65530, 65530", "200000, 0"})
    void zipInside_isFoundWhateverItsCommentSays(int padding, int commentLength) throws IOException {
        CraftedZip zip = CraftedZip.of("evil.txt", SampleFiles.ascii("evil"), 0);
        zip.commentLength = commentLength;
        byte[] blanks = new byte[padding];
        Arrays.fill(blanks, (byte) ' ');
        byte[] hidden = SampleFiles.join(zip.bytes(), blanks);
        assertThat(check("a.pdf", pdf(hidden)).refusal()).isEqualTo(FileRefusal.POLYGLOT);
        assertThat(check("a.png", SampleFiles.pngWith("zzZz", hidden)).refusal())
                .isEqualTo(FileRefusal.POLYGLOT);
    }

    @Test
    void recordWithoutEntries_isNoZip() throws IOException {
        assertThat(check("a.pdf", pdf(SampleFiles.ascii("PK\5\6 PK\3\4"))).refusal())
                .isNull();
    }

    private static byte[] chunk(String type, int... data) {
        ByteBuffer chunk = CraftedZip.little(8 + data.length + (data.length & 1));
        chunk.put(SampleFiles.ascii(type)).putInt(data.length);
        for (int b : data) {
            chunk.put((byte) b);
        }
        return chunk.array();
    }

    private static byte[] webp(byte[]... chunks) {
        byte[] body = SampleFiles.join(SampleFiles.ascii("WEBP"), SampleFiles.join(chunks));
        return SampleFiles.join(
                SampleFiles.ascii("RIFF"),
                CraftedZip.little(4).putInt(body.length).array(),
                body);
    }

    private static final byte[] SMALL = chunk("VP8L", 0x2f, 0, 0, 0, 0, 0);
    private static final byte[] CANVAS = chunk("VP8X", 0, 0, 0, 0, 9, 0, 0, 9, 0, 0);

    private static byte[] frame(int left, byte[] image) {
        int[] data = new int[16 + image.length];
        data[0] = left;
        for (int i = 0; i < image.length; i++) {
            data[16 + i] = image[i] & 0xff;
        }
        return chunk("ANMF", data);
    }

    @Test
    void webp_hasItsPixelsCountedInEveryForm() throws IOException {
        assertThat(check("a.webp", webp(SMALL)).refusal()).isNull();
        assertThat(check("a.webp", webp(CANVAS, SMALL)).refusal()).isNull();
        assertThat(check("a.webp", webp(chunk("VP8 ", 0, 0, 0, 0x9d, 1, 0x2a, 9, 0, 9, 0)))
                        .refusal())
                .isNull();
        for (byte[] large : new byte[][] {
            webp(chunk("VP8L", 0x2f, 0xff, 0xff, 0xff, 0x0f, 0)),
            webp(chunk("VP8 ", 0, 0, 0, 0x9d, 1, 0x2a, 0xff, 0x3f, 0xff, 0x3f)),
            webp(chunk("VP8X", 0, 0, 0, 0, 255, 255, 255, 255, 255, 255), SMALL)
        }) {
            assertThat(check("a.webp", large).refusal()).isEqualTo(FileRefusal.TOO_MANY_PIXELS);
        }
        byte[] wide = chunk("VP8L", 0x2f, 0xff, 0, 0, 0, 0); // 256 by 1 on a canvas of 10 by 10
        assertThat(check("a.webp", webp(CANVAS, wide)).refusal()).isEqualTo(FileRefusal.MALFORMED);
    }

    @Test
    void webpFrames_lieWithinTheCanvas() throws IOException {
        assertThat(check("a.webp", webp(CANVAS, frame(0, SMALL), frame(4, SMALL)))
                        .refusal())
                .isNull();
        assertThat(check("a.webp", webp(CANVAS, frame(5, SMALL))).refusal()).isEqualTo(FileRefusal.MALFORMED);
        byte[] cut = SMALL.clone();
        cut[4] = 100; // longer than the frame that it is in
        assertThat(check("a.webp", webp(CANVAS, frame(0, cut), new byte[100])).refusal())
                .isEqualTo(FileRefusal.MALFORMED);
    }

    @Test
    void gifFrames_lieWithinTheScreen() throws IOException {
        byte[] gif = SampleFiles.image("gif");
        assertThat(check("a.gif", gif).refusal()).isNull();
        int image = 13 + (3 << ((gif[10] & 7) + 1));
        while (gif[image] != 0x2c) {
            image++;
        }
        for (int field : new int[] {1, 3, 5, 7}) {
            byte[] moved = gif.clone();
            moved[image + field + 1] = 1; // 256 more
            assertThat(check("a.gif", moved).refusal()).isEqualTo(FileRefusal.MALFORMED);
        }
        byte[] large = gif.clone();
        Arrays.fill(large, image + 5, image + 9, (byte) 0xff);
        assertThat(check("a.gif", large).refusal()).isEqualTo(FileRefusal.TOO_MANY_PIXELS);
    }

    @Test
    void animation_hasItsFramesAddedUp() {
        Format format = new GifFormat(100);
        Frames frames = new Frames(format, 100);
        frames.canvas(10, 10);
        for (int i = 0; i < 10; i++) {
            frames.frame(0, 0, 10, 10);
            assertThat(format.refusal()).isNull();
        }
        frames.frame(0, 0, 1, 1);
        assertThat(format.refusal()).isEqualTo(FileRefusal.TOO_MANY_PIXELS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/JavaScript",
                "/J#61vaScript",
                "/#4a#61#76#61#53#63#72#69#70#74",
                "/J#61vaScript\n/JS\n(x)",
                "/Rendition/JS(x)",
                "/Launch",
                "/#4Caunch",
                "/EmbeddedFile",
                "/EmbeddedFiles[",
                "/RichMedia",
                "/GoToE",
                "/GoToR/F(\\\\\\\\host\\\\share)",
                "/SubmitForm",
                "/ImportData",
                "/XFA 5 0 R"
            })
    void activePdf_isRefusedInEverySpelling(String name) throws IOException {
        byte[] pdf = SampleFiles.ascii("%PDF-1.7\n<</OpenAction<</S" + name + ">>>>\n%%EOF");
        assertThat(check("a.pdf", pdf).refusal()).isEqualTo(FileRefusal.ACTIVE_CONTENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%PDF-1.4 1 0 obj", "%pdf-1.7", "<?php x", "__HALT_COMPILER();", "<script>", "<HTML>"})
    void imageThatSpellsAnotherFormat_isRefused(String hidden) throws IOException {
        byte[] content = SampleFiles.join(new byte[600], SampleFiles.ascii(hidden));
        assertThat(check("a.png", SampleFiles.pngWith("zzZz", content)).refusal())
                .isEqualTo(FileRefusal.POLYGLOT);
        assertThat(check("a.jpg", SampleFiles.jpegWith(content)).refusal()).isEqualTo(FileRefusal.POLYGLOT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a <?= system(1) ?>", "a <?php ?>"})
    void serverPageInAText_isRefused(String text) throws IOException {
        assertThat(check("a.txt", SampleFiles.ascii(text)).refusal()).isEqualTo(FileRefusal.MARKUP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/JavaScripts",
                "/Title(JavaScript: The Good Parts)",
                "/OpenAction [1 0 R /Fit]",
                "/Arial#20Bold",
                "(JavaScript)",
                "/J#zz",
                "/Launch#20"
            })
    void plainPdf_isAccepted(String content) throws IOException {
        assertThat(check("a.pdf", SampleFiles.ascii("%PDF-1.7\n" + content + "\n%%EOF"))
                        .refusal())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello <details open ontoggle=alert(1)>",
                "see <a href=\"javascript:alert(1)\">",
                "an <input autofocus onfocus=alert(1)>"
            })
    void commonTagsInText_areMarkup(String text) throws IOException {
        assertThat(check("a.txt", SampleFiles.ascii(text)).refusal()).isEqualTo(FileRefusal.MARKUP);
    }

    @Test
    void verdict_stays() {
        UploadCheck check = Uploads.documents()
                .begin(SafeFileName.parse("a.txt").toOptional().orElseThrow());
        check.update(SampleFiles.ascii("hello"), 0, 5);
        assertThat(check.finish().toOptional()).isPresent();
        assertThat(check.update(SampleFiles.ascii("<script"), 0, 7)).isFalse();
        assertThat(check.finish().toOptional().orElseThrow().size()).isEqualTo(5);
    }
}
