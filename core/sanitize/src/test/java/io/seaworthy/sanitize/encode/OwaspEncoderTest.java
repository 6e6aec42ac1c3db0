package io.seaworthy.sanitize.encode;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The OWASP Java Encoder beside ours: another spelling of the same text. Each is read with the context's decoder; what it
 * cannot write it replaces by a space or a hyphen, ours by U+FFFD, so those characters are left out.
 */
class OwaspEncoderTest {

    enum Pair {
        HTML(Encode::html, org.owasp.encoder.Encode::forHtml, Decoders::markup),
        ATTRIBUTE(Encode::htmlAttribute, org.owasp.encoder.Encode::forHtmlAttribute, Decoders::markup),
        UNQUOTED(Encode::htmlAttribute, org.owasp.encoder.Encode::forHtmlUnquotedAttribute, Decoders::markup),
        XML(Encode::xml, org.owasp.encoder.Encode::forXml, Decoders::markup),
        SCRIPT(Encode::jsString, org.owasp.encoder.Encode::forJavaScript, Decoders::script),
        URI(
                Encode::uriComponent,
                org.owasp.encoder.Encode::forUriComponent,
                text -> URLDecoder.decode(text, StandardCharsets.UTF_8));

        private final UnaryOperator<String> ours;
        private final UnaryOperator<String> theirs;
        private final UnaryOperator<String> decode;

        Pair(UnaryOperator<String> ours, UnaryOperator<String> theirs, UnaryOperator<String> decode) {
            this.ours = ours;
            this.theirs = theirs;
            this.decode = decode;
        }
    }

    private static boolean isWritable(int c) {
        boolean control = c < ' ' && c != '\t' && c != '\n' || (c >= 0x7f && c < 0xa0);
        boolean noCharacter = (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
        boolean separator = c == 0x2028 || c == 0x2029; // theirs writes hexadecimal references there
        return !control && !noCharacter && !separator && Character.getType(c) != Character.SURROGATE;
    }

    @ParameterizedTest
    @EnumSource
    void everyCharacter_isReadAlike(Pair pair) {
        for (int c = 0; c < 0x20000; c++) {
            if (isWritable(c)) {
                String text = "a" + Character.toString(c) + "0";
                assertThat(pair.decode.apply(pair.ours.apply(text)))
                        .as("U+%04X", c)
                        .isEqualTo(pair.decode.apply(pair.theirs.apply(text)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void randomText_isReadAlike(Pair pair) {
        long seed = 1_600;
        System.out.println("OwaspEncoderTest seed " + seed);
        Random random = new Random(seed);
        for (int run = 0; run < (Boolean.getBoolean("seaworthy.long") ? 1_000_000 : 10_000); run++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i >= 0; i--) {
                int c = random.nextInt(4) == 0 ? random.nextInt(0x11000) : ' ' + random.nextInt(0x5f);
                text.appendCodePoint(isWritable(c) ? c : 'x');
            }
            assertThat(pair.decode.apply(pair.ours.apply(text.toString())))
                    .isEqualTo(pair.decode.apply(pair.theirs.apply(text.toString())));
        }
    }
}
