package io.seaworthy.benchmarks.text;

import java.util.Random;

/** What users write. */
final class Inputs {

    static final String NAME = "Grace Brewster Hoppe";
    static final String TEXT_200 = sentence(200);
    static final String TEXT_1000 = sentence(1000);
    static final String COMMENT_2K = comment();
    static final String HOSTILE_2K = hostile();

    private Inputs() {}

    private static String sentence(int length) {
        String words = "The harbour pilot came aboard at dawn and took the ship in through the narrow channel. ";
        return words.repeat(length / words.length() + 1).substring(0, length - 1) + ".";
    }

    /** 256 different texts of 200 characters, the same in each run. */
    static String[] sentencesOf200() {
        String[] words = TEXT_1000.substring(0, 86).split(" ");
        Random random = new Random(200);
        String[] texts = new String[256];
        for (int i = 0; i < texts.length; i++) {
            StringBuilder text = new StringBuilder(220);
            while (text.length() < 200) {
                text.append(words[random.nextInt(words.length)]).append(' ');
            }
            texts[i] = text.substring(0, 200);
        }
        return texts;
    }

    private static String comment() {
        String paragraph = "<p>I <b>liked</b> the <i>second</i> chapter, see <a href=\"https://example.com/review/2\">"
                + "my review</a>, and would add:</p><ul><li>more figures</li><li>fewer <code>asides</code></li></ul>"
                + "<blockquote>The sea is never the same twice</blockquote>";
        return paragraph.repeat(2048 / paragraph.length() + 1);
    }

    private static String hostile() {
        String attack = "<b onclick=alert(1)>x</b><script>alert(2)</script><a href=\"javascript:alert(3)\">y</a>"
                + "<img src=x onerror=alert(4)><svg><animate onbegin=alert(5)></svg>";
        return attack.repeat(2048 / attack.length() + 1);
    }
}
