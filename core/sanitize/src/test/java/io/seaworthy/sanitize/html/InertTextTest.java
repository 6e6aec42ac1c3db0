package io.seaworthy.sanitize.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.sanitize.Vectors;
import java.io.StringReader;
import java.util.Random;
import java.util.Set;
import nu.validator.htmlparser.common.XmlViolationPolicy;
import nu.validator.htmlparser.sax.HtmlParser;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import org.xml.sax.helpers.DefaultHandler;

/** What goes past the sanitizer unseen has to be what a parser reads as the same text, and the sanitizer only respells. */
class InertTextTest {

    private static String parsed(String html) throws Exception {
        StringBuilder text = new StringBuilder();
        HtmlParser parser = new HtmlParser(XmlViolationPolicy.ALLOW);
        parser.setContentHandler(new DefaultHandler() {
            @Override
            public void characters(char[] chars, int start, int length) {
                text.append(chars, start, length);
            }
        });
        parser.parseFragment(new InputSource(new StringReader(html)), "div");
        return text.toString();
    }

    private static void requireInert(String text) throws Exception {
        for (boolean scripting : new boolean[] {true, false}) {
            assertThat(Reparsed.problems(text, Set.of(), scripting))
                    .as("%s", text)
                    .isEmpty();
        }
        assertThat(parsed("x" + text)).isEqualTo("x" + text); // a parser drops a byte order mark in front
        // The long way reads the same: the sanitizer finds no markup in it either.
        assertThat(parsed("x" + HtmlSanitizer.plainText().pass(text, null))).isEqualTo("x" + text);
    }

    @Test
    void everyInertCharacter_isTheSameTextForAParser() throws Exception {
        int inert = 0;
        for (int c = 0; c < 0x10000; c++) {
            String text = "a" + (char) c + "b";
            if (InertText.isInert(text)) {
                inert++;
                requireInert(text);
                assertThat("<>&\"'`{".indexOf(c)).isNegative();
            }
        }
        assertThat(inert).isGreaterThan(60_000);
    }

    @Test
    void randomTexts_areInertWhereTheyAreSaidToBe() throws Exception {
        long seed = 31_337;
        System.out.println("InertTextTest seed " + seed);
        Random random = new Random(seed);
        String likely = " abcXYZ019.,;:!?()[]}|\\/@=+-_*#$%^~\n\t\u00e9\u4f60\u00a0\ufeff\u200b\u202e";
        String live = "<>&\"'`{\r\f\0\u000b\u0080\u0085\u2028\ufffe\ud83d\ude00\udfff";
        int inert = 0;
        int runs = Inspection.runs(1_000_000);
        for (int run = 0; run < runs; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                String from = random.nextInt(30) == 0 ? live : likely;
                text.append(from.charAt(random.nextInt(from.length())));
            }
            if (random.nextInt(4) == 0) {
                text.insert(random.nextInt(text.length() + 1), "\ud83d\ude00");
            }
            if (InertText.isInert(text.toString())) {
                inert++;
                requireInert(text.toString());
            }
        }
        assertThat(inert).isGreaterThan(runs / 10);
        System.out.println("InertTextTest: " + inert + " inert of " + runs);
    }

    @Test
    void payloads_areNotInertWhereTheyHoldMarkup() throws Exception {
        for (String html : Payloads.all()) {
            if (InertText.isInert(html)) {
                requireInert(html);
            }
        }
        for (Object entry : Vectors.list("text/blns.json")) {
            if (InertText.isInert((String) entry)) {
                requireInert((String) entry);
            }
        }
    }

    @Test
    void brokenSurrogatesAndTemplates_areNotInert() {
        for (String text : new String[] {
            "\ud800",
            "\udc00",
            "a{{b",
            "12345678\ud800",
            "\udc00\ud800",
            "1234567\ud83f\udffe",
            "12345678\ud800x",
            "\ud83d\ude00\ud83d"
        }) {
            assertThat(InertText.isInert(text)).as("%s", text).isFalse();
        }
        assertThat(InertText.isInert("1234567\ud83d\ude00, 12345678\ud83d\ude00"))
                .isTrue();
        assertThat(InertText.isInert("1234567\ud83d\ude00<")).isFalse();
    }
}
