package io.seaworthy.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomIdsTest {

    private final RandomIds ids = new RandomIds(new SecureRandom(), InstantSource.system());

    @Test
    void requestId_isAUuidOfVersion7WithTheTime() {
        long before = System.currentTimeMillis();
        UUID id = UUID.fromString(ids.requestId());
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, System.currentTimeMillis());
        assertThat(RequestIds.isAcceptable(ids.requestId())).isTrue();
    }

    @Test
    void idsOfManyThreads_areDifferent() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 50_000).parallel().forEach(i -> {
            seen.add(ids.requestId());
            seen.add(ids.traceId());
            seen.add(ids.spanId());
        });
        assertThat(seen).hasSize(150_000);
    }

    @Test
    void traceAndSpanIds_haveTheShapeOfTheStandard() {
        assertThat(ids.traceId()).matches("[0-9a-f]{32}");
        assertThat(ids.spanId()).matches("[0-9a-f]{16}");
    }

    /** Each hex digit of an id comes up about as often as any other. */
    @Test
    void digitsOfASpanId_areEvenlySpread() {
        int[] counts = new int[16];
        for (int i = 0; i < 20_000; i++) {
            for (char c : ids.spanId().toCharArray()) {
                counts[Character.digit(c, 16)]++;
            }
        }
        for (int count : counts) {
            // 20000 expected, standard deviation 137: ten of them are beyond chance.
            assertThat(count).isBetween(18_600, 21_400);
        }
    }

    /** What is made from one key is the same each time; another key makes something else. */
    @Test
    void ids_comeFromTheGivenSource() {
        assertThat(seeded(7).traceId())
                .isEqualTo(seeded(7).traceId())
                .isNotEqualTo(seeded(8).traceId());
    }

    /** As when the system has no file handle left for it. */
    @Test
    void sourceThatFailedOnce_isAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        RandomIds ids = new RandomIds(
                new SecureRandom() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public void nextBytes(byte[] bytes) {
                        if (asked.getAndIncrement() == 0) {
                            throw new InternalError("nativeGenerateSeed() failed");
                        }
                        super.nextBytes(bytes);
                    }
                },
                InstantSource.system());
        assertThatThrownBy(ids::traceId).isInstanceOf(InternalError.class);
        assertThat(ids.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(ids.traceId());
        assertThat(asked).hasValue(2);
    }

    private static RandomIds seeded(int seed) {
        return new RandomIds(
                new SecureRandom() {
                    private static final long serialVersionUID = 1;

                    @Override
                    public void nextBytes(byte[] bytes) {
                        java.util.Arrays.fill(bytes, (byte) seed);
                    }
                },
                InstantSource.system());
    }

    @Test
    void idsIntoABuffer_takeTheirPlaceAndNoMore() {
        byte[] buffer = new byte[40];
        ids.spanId(buffer, 1);
        assertThat(buffer[0]).isZero();
        assertThat(buffer[17]).isZero();
        assertThat(new String(buffer, 1, 16, java.nio.charset.StandardCharsets.US_ASCII))
                .matches("[0-9a-f]{16}");
    }

    @Test
    void digits_areThoseOfTheJdk() {
        for (int shift = 0; shift < 32; shift++) {
            for (int value = 0; value < 256; value++) {
                int bits = Integer.rotateLeft(value, shift);
                byte[] text = java.nio.ByteBuffer.allocate(8)
                        .putLong(RandomIds.digits(bits))
                        .array();
                assertThat(new String(text, java.nio.charset.StandardCharsets.US_ASCII))
                        .isEqualTo(java.util.HexFormat.of().toHexDigits(bits));
            }
        }
    }
}
