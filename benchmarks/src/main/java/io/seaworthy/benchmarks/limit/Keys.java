package io.seaworthy.benchmarks.limit;

/** The callers' names. */
final class Keys {

    private Keys() {}

    static String text(int index) {
        return "account-" + (1_000_000 + index);
    }

    static String[] texts(int count) {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = text(i);
        }
        return texts;
    }
}
