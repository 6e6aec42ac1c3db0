package io.seaworthy.sanitize.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives that are one thing from the front and another one for whoever reads them otherwise. */
class ArchiveDisguiseTest {

    private static final byte[] BOMB =
            CraftedZip.of("../../evil.sh", new byte[2 << 20], 8).bytes();

    private static ArchiveRefusal refusal(byte[] archive) throws IOException {
        return ArchiveGuard.of(1 << 20, 1 << 20, 10, 1)
                .check(new ByteArrayInputStream(archive))
                .refusal();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    @Test
    void comment_isReadButHoldsNoSecondDirectory() throws IOException {
        CraftedZip zip = new CraftedZip();
        zip.comment = SampleFiles.ascii("made of commit 0123456789abcdef");
        assertThat(refusal(zip.bytes())).isNull();
        zip.comment = BOMB;
        assertThat(refusal(zip.bytes())).isEqualTo(ArchiveRefusal.OVERLAP);
        // The length and the comment make up a signature between them.
        zip.comment = new byte[0x4b50];
        zip.comment[0] = 5;
        zip.comment[1] = 6;
        assertThat(refusal(zip.bytes())).isEqualTo(ArchiveRefusal.OVERLAP);
    }

    @ParameterizedTest
    @CsvSource({"0x7075, UNSAFE_NAME", "0x0001, UNSUPPORTED", "0x9901, ENCRYPTED", "0x5455, "})
    void extraField_thatChangesTheEntry_isRefusedInEitherHeader(String id, ArchiveRefusal reason) throws IOException {
        byte[] field = CraftedZip.field(Integer.decode(id), SampleFiles.ascii("\u0001....../../evil.sh"));
        CraftedZip local = new CraftedZip();
        local.extra = field;
        assertThat(refusal(local.bytes())).isEqualTo(reason);
        CraftedZip listed = new CraftedZip();
        listed.listedExtra = field;
        assertThat(refusal(listed.bytes())).isEqualTo(reason);
    }

    @Test
    void extraField_thatIsCut_isMalformed() throws IOException {
        CraftedZip zip = new CraftedZip();
        zip.extra = new byte[] {0x55, 0x54, 9, 0, 1};
        assertThat(refusal(zip.bytes())).isEqualTo(ArchiveRefusal.MALFORMED);
        zip.extra = new byte[3];
        assertThat(refusal(zip.bytes())).isEqualTo(ArchiveRefusal.MALFORMED);
    }

    /** Deflated in front and stored in the directory, both of one length: readers get different bytes. */
    @Test
    void methodOrFlags_thatDiffer_areRefused() throws IOException {
        byte[] script = SampleFiles.ascii("<script>alert(1)</script>");
        ByteBuffer stored = CraftedZip.little(5);
        stored.put((byte) 0).putShort((short) script.length).putShort((short) ~script.length);
        byte[] packed = SampleFiles.join(stored.array(), script, CraftedZip.deflated(new byte[40]));
        byte[] data = SampleFiles.join(script, new byte[40]);
        CraftedZip zip = CraftedZip.of("a.txt", data, 8);
        zip.packed = packed;
        assertThat(refusal(zip.bytes())).isNull();
        zip.listedMethod = 0;
        assertThat(refusal(zip.bytes())).isEqualTo(ArchiveRefusal.OVERLAP);
        CraftedZip flags = new CraftedZip();
        flags.listedFlags = 0;
        assertThat(refusal(flags.bytes())).isEqualTo(ArchiveRefusal.OVERLAP);
    }

    @Test
    void zip64_isUnsupported() throws IOException {
        byte[] zip = new CraftedZip().bytes();
        byte[] front = java.util.Arrays.copyOf(zip, zip.length - 22);
        byte[] end = java.util.Arrays.copyOfRange(zip, zip.length - 22, zip.length);
        for (int signature : new int[] {0x06064b50, 0x07064b50}) {
            byte[] record = CraftedZip.little(20).putInt(signature).array();
            assertThat(refusal(SampleFiles.join(front, record, end))).isEqualTo(ArchiveRefusal.UNSUPPORTED);
        }
        byte[] sizes = zip.clone();
        java.util.Arrays.fill(sizes, 18, 26, (byte) 0xff);
        assertThat(refusal(sizes)).isEqualTo(ArchiveRefusal.UNSUPPORTED);
    }

    @ParameterizedTest
    @CsvSource({
        "a, a2, ",
        "a, A, DUPLICATE_NAME",
        "a/B.txt, A/b.TXT, DUPLICATE_NAME",
        "\u00e9, e\u0301, DUPLICATE_NAME",
        "\u017f, S, DUPLICATE_NAME",
        "\u00df, ss, ",
        "a, a/, DUPLICATE_NAME",
        "a/, A/, DUPLICATE_NAME",
        "a/, a/b, "
    })
    void namesThatAreOneFileSomewhere_areRefused(String one, String two, ArchiveRefusal reason) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(one));
            zip.putNextEntry(new ZipEntry(two));
        }
        assertThat(refusal(out.toByteArray())).isEqualTo(reason);
    }

    @Test
    void manyNames_areToldApart() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < 5_000; i++) {
                zip.putNextEntry(new ZipEntry("file-" + i));
            }
        }
        assertThat(ArchiveGuard.create()
                        .check(new ByteArrayInputStream(out.toByteArray()))
                        .toOptional())
                .contains(new ArchiveSummary(5_000, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x1000, 0x2000, 0x6000, 0xa000, 0xc000})
    void deviceOrLink_isRefused(int kind) throws IOException {
        byte[] zip = new CraftedZip().bytes();
        int central = 30 + 9 + 5;
        zip[central + 41] = (byte) (kind >> 8);
        assertThat(refusal(zip)).isEqualTo(ArchiveRefusal.UNSAFE_NAME);
    }

    @Test
    void zipBehindOtherData_isRefusedInsideAnArchive() throws IOException {
        byte[] hidden = SampleFiles.join(SampleFiles.ascii("X"), BOMB);
        assertThat(refusal(CraftedZip.of("a.bin", hidden, 0).bytes())).isEqualTo(ArchiveRefusal.UNSUPPORTED);
        assertThat(refusal(CraftedZip.of("a.bin", hidden, 8).bytes())).isEqualTo(ArchiveRefusal.UNSUPPORTED);
        assertThat(refusal(gzip(hidden))).isEqualTo(ArchiveRefusal.UNSUPPORTED);
    }

    /** Of both kinds: with the signature and, as before 1988, without. */
    @ParameterizedTest
    @ValueSource(strings = {"ustar", ""})
    void tape_isRefusedInsideAnArchive(String signature) throws IOException {
        byte[] tape = new byte[1_024];
        System.arraycopy(SampleFiles.ascii("../../evil"), 0, tape, 0, 10);
        System.arraycopy(SampleFiles.ascii(signature), 0, tape, 257, signature.length());
        int sum = 8 * ' ';
        for (byte b : tape) {
            sum += b & 0xff;
        }
        System.arraycopy(SampleFiles.ascii(String.format("%06o\0 ", sum)), 0, tape, 148, 8);
        assertThat(refusal(CraftedZip.of("a.tar", tape, 8).bytes())).isEqualTo(ArchiveRefusal.UNSUPPORTED);
        assertThat(refusal(gzip(tape))).isEqualTo(ArchiveRefusal.UNSUPPORTED);
        assertThat(refusal(tape)).isEqualTo(ArchiveRefusal.UNSUPPORTED);
    }

    @Test
    void gzip_endsWithItsLastMember() throws IOException {
        byte[] one = gzip(SampleFiles.ascii("hello"));
        assertThat(refusal(SampleFiles.join(one, gzip(SampleFiles.ascii(" you")))))
                .isNull();
        assertThat(refusal(SampleFiles.join(one, BOMB))).isEqualTo(ArchiveRefusal.MALFORMED);
        assertThat(refusal(SampleFiles.join(one, new byte[1]))).isEqualTo(ArchiveRefusal.MALFORMED);
        for (int i = 1; i <= 8; i++) {
            byte[] broken = one.clone();
            broken[one.length - i]++;
            assertThat(refusal(broken)).isEqualTo(ArchiveRefusal.MALFORMED);
        }
    }

    @Test
    void gzipHeader_isReadWithItsFieldsAndHoldsNoZip() throws IOException {
        byte[] plain = gzip(SampleFiles.ascii("hello"));
        byte[] content = java.util.Arrays.copyOfRange(plain, 10, plain.length);
        byte[] head = {0x1f, (byte) 0x8b, 8, 4 + 8 + 16 + 2, 0, 0, 0, 0, 0, 3};
        byte[] fields = SampleFiles.ascii("\3\0abcname\0comment\0\1\2");
        assertThat(refusal(SampleFiles.join(head, fields, content))).isNull();
        byte[] extra = {0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, 3};
        byte[] length = {(byte) BOMB.length, (byte) (BOMB.length >> 8)};
        assertThat(refusal(SampleFiles.join(extra, length, BOMB, content))).isEqualTo(ArchiveRefusal.MALFORMED);
        extra[3] = 0x20;
        assertThat(refusal(SampleFiles.join(extra, content))).isEqualTo(ArchiveRefusal.MALFORMED);
    }
}
