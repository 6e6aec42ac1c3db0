package io.seaworthy.sanitize.file;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** Finds any of several words in a stream of bytes, one step for each byte (Aho-Corasick). One use, one thread. */
final class ByteSearch {

    private final int[][] next;
    private final boolean[] found;
    private final boolean ignoreCase;
    private int state;

    private ByteSearch(int[][] next, boolean[] found, boolean ignoreCase) {
        this.next = next;
        this.found = found;
        this.ignoreCase = ignoreCase;
    }

    /** A search for ASCII words. */
    static ByteSearch of(List<String> words, boolean ignoreCase) {
        int size = 1 + words.stream().mapToInt(String::length).sum();
        int[][] next = new int[size][256];
        boolean[] found = new boolean[size];
        int states = 1;
        for (String word : words) {
            int state = 0;
            for (char c : (ignoreCase ? word.toLowerCase(Locale.ROOT) : word).toCharArray()) {
                if (next[state][c] == 0) {
                    next[state][c] = states++;
                }
                state = next[state][c];
            }
            found[state] = true;
        }
        link(next, found, states);
        return new ByteSearch(Arrays.copyOf(next, states), found, ignoreCase);
    }

    private static void link(int[][] next, boolean[] found, int states) {
        int[] fallback = new int[states];
        Deque<Integer> queue = new ArrayDeque<>();
        for (int child : next[0]) {
            if (child != 0) {
                queue.add(child);
            }
        }
        while (!queue.isEmpty()) {
            int state = queue.remove();
            found[state] |= found[fallback[state]];
            for (int b = 0; b < 256; b++) {
                int child = next[state][b];
                if (child == 0) {
                    next[state][b] = next[fallback[state]][b];
                } else {
                    fallback[child] = next[fallback[state]][b];
                    queue.add(child);
                }
            }
        }
    }

    /** A search of the same words from the beginning. */
    ByteSearch restarted() {
        return new ByteSearch(next, found, ignoreCase);
    }

    /** Whether one of the words ends at this byte. */
    boolean accept(int value) {
        int folded = ignoreCase && value >= 'A' && value <= 'Z' ? value + 32 : value;
        state = next[state][folded];
        return found[state];
    }
}
