package io.seaworthy.config.flags;

/** MurmurHash3 x86 32 of {@code salt + ":" + key} in UTF-8, without making either. Stateless. */
final class Murmur3 {

    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private Murmur3() {}

    static int hash(String salt, String key, int seed) {
        int saltLength = salt.length();
        int total = saltLength + 1 + key.length();
        int h = seed;
        int word = 0;
        int count = 0;
        for (int i = 0; i < total; i++) {
            int c = at(salt, key, i);
            if (Character.isHighSurrogate((char) c)
                    && i + 1 < total
                    && Character.isLowSurrogate((char) at(salt, key, i + 1))) {
                c = Character.toCodePoint((char) c, (char) at(salt, key, ++i));
            } else if (Character.isSurrogate((char) c)) {
                c = '?'; // as String.getBytes does
            }
            int bytes = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            for (int b = 0; b < bytes; b++) {
                word |= utf8(c, bytes, b) << (8 * (count & 3));
                count++;
                if ((count & 3) == 0) {
                    h = Integer.rotateLeft(h ^ mix(word), 13) * 5 + 0xe6546b64;
                    word = 0;
                }
            }
        }
        return finish(h ^ mix(word), count);
    }

    private static int at(String salt, String key, int index) {
        int n = salt.length();
        return index < n ? salt.charAt(index) : index == n ? ':' : key.charAt(index - n - 1);
    }

    private static int utf8(int c, int bytes, int index) {
        if (bytes == 1) {
            return c;
        }
        int shifted = c >>> (6 * (bytes - 1 - index));
        return index == 0 ? (0xf0 << (4 - bytes) & 0xff) | shifted : 0x80 | (shifted & 0x3f);
    }

    private static int mix(int word) {
        return Integer.rotateLeft(word * C1, 15) * C2;
    }

    private static int finish(int hash, int length) {
        int h = hash ^ length;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}
