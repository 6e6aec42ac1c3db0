package io.seaworthy.sanitize.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.sanitize.Checked;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveGuardTest {

    private static final int MIB = 1 << 20;

    private static byte[] zip(Map<String, byte[]> files, boolean stored) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(9);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                ZipEntry entry = new ZipEntry(file.getKey());
                if (stored) {
                    CRC32 crc = new CRC32();
                    crc.update(file.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(file.getValue().length);
                    entry.setCrc(crc.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(file.getValue());
            }
        }
        return out.toByteArray();
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        return zip(Map.of(name, content), false);
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        }
        return out.toByteArray();
    }

    private static Checked<ArchiveSummary, ArchiveRefusal> check(ArchiveGuard guard, byte[] archive)
            throws IOException {
        return guard.check(new ByteArrayInputStream(archive));
    }

    private static ArchiveRefusal refusal(byte[] archive) throws IOException {
        return check(ArchiveGuard.create(), archive).refusal();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void soundArchive_isUnpackedAsItWas(boolean stored) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("a.txt", SampleFiles.ascii("hello"));
        files.put("folder/", new byte[0]);
        files.put("folder/empty", new byte[0]);
        files.put("folder/b.bin", new byte[200_000]);
        files.put("folder/inner.zip", SampleFiles.zip());
        Map<String, byte[]> unpacked = new LinkedHashMap<>();

        ArchiveSummary summary = ArchiveGuard.create()
                .unpack(new ByteArrayInputStream(zip(files, stored)), path -> new ByteArrayOutputStream() {
                    @Override
                    public void close() {
                        unpacked.put(path.toString(), toByteArray());
                    }
                })
                .toOptional()
                .orElseThrow();

        files.remove("folder/");
        assertThat(unpacked.keySet()).isEqualTo(files.keySet());
        files.forEach((name, content) -> assertThat(unpacked.get(name)).isEqualTo(content));
        assertThat(summary.entries()).isEqualTo(6);
        assertThat(summary.bytes()).isEqualTo(200_005 + SampleFiles.zip().length + 5);
        assertThat(check(ArchiveGuard.create(), zip(Map.of(), false)).toOptional())
                .isPresent();
        assertThat(check(ArchiveGuard.create(), gzip(SampleFiles.ascii("x"))).toOptional())
                .contains(new ArchiveSummary(1, 1));
    }

    /** Zeros: what they unpack to is never in the test's memory. */
    private static byte[] zeros(int count) {
        return new byte[count];
    }

    private static void requireStopped(byte[] bomb, long cap, ArchiveGuard guard, ArchiveRefusal reason)
            throws IOException {
        long[] passedOn = {0};
        ArchiveRefusal refusal = guard.unpack(new ByteArrayInputStream(bomb), path -> new OutputStream() {
                    @Override
                    public void write(int b) {
                        passedOn[0]++;
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        passedOn[0] += length;
                    }
                })
                .refusal();
        assertThat(refusal).isEqualTo(reason);
        assertThat(passedOn[0]).isLessThanOrEqualTo(cap);
    }

    @Test
    void bombs_areStoppedAtTheCap() throws IOException {
        byte[] flat = zip("zeros", zeros(32 * MIB));
        assertThat(flat.length).isLessThan(40_000);
        requireStopped(flat, 10 * MIB, ArchiveGuard.of(10 * MIB, 100 * MIB, 10, 1), ArchiveRefusal.TOO_LARGE);
        requireStopped(flat, 10 * MIB, ArchiveGuard.of(100 * MIB, 10 * MIB, 10, 1), ArchiveRefusal.ENTRY_TOO_LARGE);
        requireStopped(
                gzip(zeros(32 * MIB)), 10 * MIB, ArchiveGuard.of(10 * MIB, 10 * MIB, 10, 1), ArchiveRefusal.TOO_LARGE);
    }

    /** As 42.zip: archives in archives in archives, each a copy of the next. */
    @Test
    void nestedBomb_isStoppedByDepthOrBySize() throws IOException {
        byte[] bomb = zip("zeros", zeros(4 * MIB));
        for (int level = 0; level < 5; level++) {
            Map<String, byte[]> copies = new LinkedHashMap<>();
            for (int i = 0; i < 16; i++) {
                copies.put("lib " + i + ".zip", bomb);
            }
            bomb = zip(copies, false);
        }
        assertThat(check(ArchiveGuard.of(1L << 40, 50 * MIB, 1_000_000, 3), bomb)
                        .refusal())
                .isEqualTo(ArchiveRefusal.TOO_DEEP);
        assertThat(check(ArchiveGuard.of(20 * MIB, 50 * MIB, 1_000_000, 8), bomb)
                        .refusal())
                .isEqualTo(ArchiveRefusal.TOO_LARGE);
        assertThat(check(ArchiveGuard.of(1L << 40, 50 * MIB, 100, 8), bomb).refusal())
                .isEqualTo(ArchiveRefusal.TOO_MANY_ENTRIES);
        assertThat(check(ArchiveGuard.create(), gzip(gzip(gzip(zeros(9))))).refusal())
                .isEqualTo(ArchiveRefusal.TOO_DEEP);
        assertThat(check(ArchiveGuard.of(MIB, MIB, 9, 8), gzip(zip("a", gzip(zeros(2 * MIB)))))
                        .refusal())
                .isEqualTo(ArchiveRefusal.TOO_LARGE);
    }

    @Test
    void forgedSizes_areNotBelieved() throws IOException {
        byte[] zip = zip(Map.of("a", SampleFiles.ascii("hello hello hello hello")), true);
        for (int at : new int[] {14, 18, 22}) { // checksum, packed size, size
            byte[] forged = zip.clone();
            forged[at]++;
            assertThat(refusal(forged)).isIn(ArchiveRefusal.MALFORMED, ArchiveRefusal.OVERLAP);
        }
    }

    /** One run of zeros that every entry of the directory claims as its own content, quoted headers and all. */
    @Test
    void overlappingEntries_areRefused() throws IOException {
        byte[] zip = zip("a", zeros(10_000));
        ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int end = zip.length - 22;
        int directory = bytes.getInt(end + 16);
        byte[] record = Arrays.copyOfRange(zip, directory, end);
        byte[] renamed = record.clone();
        renamed[46] = 'b';
        ByteBuffer tail =
                ByteBuffer.wrap(Arrays.copyOfRange(zip, end, zip.length)).order(ByteOrder.LITTLE_ENDIAN);
        tail.putShort(8, (short) 2).putShort(10, (short) 2).putInt(12, 2 * record.length);

        assertThat(refusal(SampleFiles.join(Arrays.copyOf(zip, end), renamed, tail.array())))
                .isEqualTo(ArchiveRefusal.OVERLAP);
        assertThat(refusal(SampleFiles.join(
                        Arrays.copyOf(zip, directory), renamed, Arrays.copyOfRange(zip, end, zip.length))))
                .isEqualTo(ArchiveRefusal.OVERLAP);
        assertThat(refusal(SampleFiles.join(
                        Arrays.copyOf(zip, directory),
                        tail.putShort(8, (short) 0)
                                .putShort(10, (short) 0)
                                .putInt(12, 0)
                                .array())))
                .isEqualTo(ArchiveRefusal.OVERLAP);
    }

    @Test
    void hiddenEntry_isFound() throws IOException {
        byte[] zip = zip(Map.of("a", SampleFiles.ascii("x")), true);
        byte[] hidden = zip(Map.of("b", SampleFiles.ascii("y")), true);
        int local = 30 + 1 + 1;
        assertThat(refusal(SampleFiles.join(Arrays.copyOf(hidden, local), zip))).isEqualTo(ArchiveRefusal.OVERLAP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a",
                "a/../../b",
                "/etc/passwd",
                "..\\a",
                "C:\\a",
                "C:a",
                "\\\\srv\\share\\a",
                "a//b",
                "con",
                "a/NUL.txt",
                "a:stream",
                "a.",
                "a ",
                "./a",
                ".",
                "..",
                "a/./b",
                "%2e%2e/a",
                "a\u0000b",
                "a\u202eb",
                "\uff0e\uff0e/a"
            })
    void unsafeName_isRefused(String name) throws IOException {
        assertThat(refusal(zip(name, zeros(1)))).isEqualTo(ArchiveRefusal.UNSAFE_NAME);
        assertThat(refusal(zip(name + "/", zeros(0)))).isEqualTo(ArchiveRefusal.UNSAFE_NAME);
    }

    @Test
    void linksPasswordsAndOtherForms_areRefused() throws IOException {
        byte[] zip = zip(Map.of("a", SampleFiles.ascii("hello")), true);
        int central = 30 + 1 + 5;
        byte[] link = zip.clone();
        link[central + 41] = (byte) 0xa1;
        assertThat(refusal(link)).isEqualTo(ArchiveRefusal.UNSAFE_NAME);
        byte[] encrypted = zip.clone();
        encrypted[6] |= 1;
        assertThat(refusal(encrypted)).isEqualTo(ArchiveRefusal.ENCRYPTED);
        byte[] method = zip.clone();
        method[8] = 12;
        assertThat(refusal(method)).isEqualTo(ArchiveRefusal.UNSUPPORTED);
        assertThat(refusal(SampleFiles.ascii("7z\u00bc\u00af'\u001c"))).isEqualTo(ArchiveRefusal.UNSUPPORTED);
        assertThat(refusal(zip("a.xz", SampleFiles.ascii("\u00fd7zXZ\0")))).isEqualTo(ArchiveRefusal.UNSUPPORTED);
        assertThat(refusal(SampleFiles.ascii("hello"))).isEqualTo(ArchiveRefusal.NOT_AN_ARCHIVE);
        assertThat(refusal(new byte[0])).isEqualTo(ArchiveRefusal.NOT_AN_ARCHIVE);
        assertThat(refusal(SampleFiles.join(SampleFiles.ascii("MZ"), zip))).isEqualTo(ArchiveRefusal.NOT_AN_ARCHIVE);
        assertThat(refusal(SampleFiles.join(zip, new byte[1]))).isEqualTo(ArchiveRefusal.MALFORMED);
    }

    @Test
    void cutOrDamagedArchive_isRefusedWithAReason() throws IOException {
        byte[] zip = zip(Map.of("a.txt", SampleFiles.ascii("hello hello"), "b/c", SampleFiles.zip()), false);
        for (int length = 4; length < zip.length; length++) {
            assertThat(refusal(Arrays.copyOf(zip, length))).isNotNull();
        }
        long seed = 6_309;
        System.out.println("ArchiveGuardTest seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < (Boolean.getBoolean("seaworthy.long") ? 200_000 : 2_000); run++) {
            byte[] damaged = zip.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            assertThat(check(ArchiveGuard.create(), damaged)).isNotNull();
        }
    }

    @Test
    void streamThatFails_isNoVerdict() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }
        };
        assertThatThrownBy(() -> ArchiveGuard.create().check(broken)).hasMessage("gone");
    }

    @Test
    void memory_isTheSameForEveryArchive() throws IOException {
        byte[] zip = zip("zeros", zeros(64 * MIB));
        ArchiveGuard guard = ArchiveGuard.of(100 * MIB, 100 * MIB, 10, 2);
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        check(guard, zip);
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThat(check(guard, zip).toOptional()).isPresent();
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(8L * MIB); // of 64
    }

    @Test
    void faults_areReportedTogether() {
        assertThatThrownBy(() -> ArchiveGuard.of(0, 0, 0, 9))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).hasSize(4));
    }

    @Test
    void repetitiveText_isNoBomb() throws IOException {
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        Deflater deflater = new Deflater();
        deflater.setInput(zeros(MIB));
        deflater.finish();
        byte[] chunk = new byte[4_096];
        while (!deflater.finished()) {
            raw.write(chunk, 0, deflater.deflate(chunk));
        }
        deflater.end();
        assertThat(raw.size()).isLessThan(MIB / 500);
        assertThat(check(ArchiveGuard.create(), zip("log.txt", zeros(MIB))).toOptional())
                .contains(new ArchiveSummary(1, MIB));
    }
}
