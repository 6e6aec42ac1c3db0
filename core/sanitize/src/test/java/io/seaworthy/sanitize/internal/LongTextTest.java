package io.seaworthy.sanitize.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.sanitize.encode.Encode;
import io.seaworthy.sanitize.html.HtmlSanitizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LongTextTest {

    private static final String FLAGGED = "<>&\"'`{#";

    private static boolean harmless(int c) {
        return c == '\t' || c == '\n' || (c >= ' ' && c < 0x7f && FLAGGED.indexOf(c) < 0);
    }

    @Test
    void everyUnit_atEveryPlaceOfALane_isToldAsByTheRule() {
        for (int c = 0; c < 0x10000; c++) {
            char[] block = "x".repeat(70).toCharArray();
            int at = c % 70;
            block[at] = (char) c;
            LongText.mark(block, block.length);
            assertThat(block[at] == 0).as("U+%04x", c).isEqualTo(harmless(c));
            assertThat((int) block[(at + 1) % 70]).isZero();
        }
    }

    @Test
    void oneUnitInALongText_isFoundWhereverItStands() {
        Random random = new Random(7);
        for (int length : new int[] {512, 513, 1_000, 1_023, 1_024, 1_025, 2_048, 5_000}) {
            String text = "word ".repeat(1_000).substring(0, length);
            assertThat(LongText.isHarmless(text)).isTrue();
            for (int at : new int[] {0, 1, length / 2, random.nextInt(length), length - 2, length - 1}) {
                for (char c : "<>&\"'`{#\r\u0000\u001b\u007f\u00e9\u2028\ufe64\ud83d\uff1c\uffff".toCharArray()) {
                    String spoilt = text.substring(0, at) + c + text.substring(at + 1);
                    assertThat(LongText.isHarmless(spoilt))
                            .as("U+%04x at %s of %s", (int) c, at, length)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void aShortText_isLeftToOthers() {
        assertThat(LongText.isHarmless("x".repeat(511))).isFalse();
    }

    @Test
    void manyThreadsAtOnce_neverTakeOneTextForAnother() throws Exception {
        String clean = "word ".repeat(300);
        String dirty = clean.substring(0, 1_400) + "<b>" + clean.substring(1_403);
        HtmlSanitizer sanitizer = HtmlSanitizer.comment();
        ExecutorService pool = Executors.newFixedThreadPool(40); // more than there are places
        List<Future<Boolean>> answers = new ArrayList<>();
        for (int thread = 0; thread < 40; thread++) {
            Callable<Boolean> run = () -> {
                for (int i = 0; i < 500; i++) {
                    boolean right = !LongText.isHarmless(dirty)
                            && sanitizer.sanitize(clean, "") == (Object) clean
                            && Encode.html(dirty).contains("&lt;b&gt;");
                    if (!right) {
                        return false;
                    }
                }
                return true;
            };
            answers.add(pool.submit(run));
        }
        for (Future<Boolean> answer : answers) {
            assertThat(answer.get()).isTrue();
        }
        pool.shutdown();
    }
}
