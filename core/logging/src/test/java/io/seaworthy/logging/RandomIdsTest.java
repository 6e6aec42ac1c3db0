package io.seaworthy.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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

    @Test
    void allZeroId_isNeverGiven() {
        SecureRandom zerosFirst = new SecureRandom() {
            private static final long serialVersionUID = 1;

            @Override
            public void nextBytes(byte[] bytes) {
                bytes[bytes.length - 1] = 7;
            }
        };
        RandomIds poor = new RandomIds(zerosFirst, InstantSource.system());
        assertThat(poor.spanId()).isEqualTo("0000000000000007");
        assertThat(poor.traceId()).startsWith("0000000000000007");
    }
}
