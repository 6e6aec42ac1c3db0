package io.seaworthy.auth.token;

import java.util.Random;

/** Edits of a token's text that somebody without the key can make. Stateless. */
final class Mutants {

    private Mutants() {}

    static String of(String token, Random random) {
        StringBuilder text = new StringBuilder(token);
        for (int edits = 1 + random.nextInt(3); edits > 0 && !text.isEmpty(); edits--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(6)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(128));
                case 1 -> text.setCharAt(at, (char) (text.charAt(at) ^ 1 << random.nextInt(7)));
                case 2 -> text.deleteCharAt(at);
                case 3 -> text.insert(at, (char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
                case 4 -> text.append("=.A \n".charAt(random.nextInt(5)));
                default -> text.setLength(at);
            }
        }
        return text.toString();
    }
}
