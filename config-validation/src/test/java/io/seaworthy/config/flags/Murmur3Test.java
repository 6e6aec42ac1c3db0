package io.seaworthy.config.flags;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Murmur3Test {

    /** Published places of a group and a key in a hundred, by the same hash of {@code group:key}. */
    @ParameterizedTest
    @CsvSource({"gr1, 123, 0, 73", "groupX, 999, 0, 25", "gr1, 123, 86028157, 96", "groupX, 999, 86028157, 60"})
    void publishedPlaces_areMet(String salt, String key, int seed, int place) {
        assertThat(Integer.toUnsignedLong(Murmur3.hash(salt, key, seed)) % 100 + 1)
                .isEqualTo(place);
    }

    /** The algorithm again, over bytes, straight from its description. */
    private static int reference(byte[] data, int seed) {
        int h = seed;
        for (int i = 0; i + 4 <= data.length; i += 4) {
            int k = (data[i] & 255) | (data[i + 1] & 255) << 8 | (data[i + 2] & 255) << 16 | data[i + 3] << 24;
            h ^= Integer.rotateLeft(k * 0xcc9e2d51, 15) * 0x1b873593;
            h = Integer.rotateLeft(h, 13) * 5 + 0xe6546b64;
        }
        int k = 0;
        for (int i = data.length - 1; i >= data.length / 4 * 4; i--) {
            k = k << 8 | (data[i] & 255);
        }
        h ^= Integer.rotateLeft(k * 0xcc9e2d51, 15) * 0x1b873593;
        h ^= data.length;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 0, 0",
        "'', 1, 1364076727",
        "aaaa, -1756908916, 1519878282",
        "abc, -1756908916, -934649123",
        "'Hello, world!', -1756908916, 612912314",
        "The quick brown fox jumps over the lazy dog, 0, 776992547",
        "hello, 0, 613153351",
    })
    void publishedVectors_areMetByTheReference(String text, int seed, int hash) {
        assertThat(reference(text.getBytes(java.nio.charset.StandardCharsets.UTF_8), seed))
                .isEqualTo(hash);
    }

    @Test
    void everyString_hashesAsItsUtf8Bytes() {
        java.util.Random random = new java.util.Random(31);
        int[] points = {'a', 'z', '0', 0xe9, 0x7ff, 0x800, 0x20ac, 0xffff, 0x10000, 0x1f600, 0x10ffff};
        for (int run = 0; run < 20_000; run++) {
            StringBuilder salt = new StringBuilder();
            StringBuilder key = new StringBuilder();
            for (int i = random.nextInt(9); i > 0; i--) {
                (random.nextBoolean() ? salt : key).appendCodePoint(points[random.nextInt(points.length)]);
            }
            byte[] bytes = (salt + ":" + key).getBytes(java.nio.charset.StandardCharsets.UTF_8);
            assertThat(Murmur3.hash(salt.toString(), key.toString(), run)).isEqualTo(reference(bytes, run));
        }
    }

    @Test
    void loneSurrogate_hashesAsAQuestionMark() {
        assertThat(Murmur3.hash("a", "\ud800", 0)).isEqualTo(Murmur3.hash("a", "?", 0));
    }
}
