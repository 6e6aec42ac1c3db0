package io.seaworthy.sanitize.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.seaworthy.kernel.internal.Json;
import io.seaworthy.sanitize.Vectors;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodeTest {

    /** A context: how to encode for it, what must not come out raw, and how its language reads the result. */
    enum Context {
        HTML(Encode::html, "&<>\"'", Decoders::markup),
        ATTRIBUTE(Encode::htmlAttribute, "<>\"'`= \t\n\r\f/", Decoders::markup),
        XML(Encode::xml, "&<>\"'\r", Decoders::markup),
        JS(Encode::jsString, "\"'`<>&/\n\r\u2028\u2029${}", Decoders::script),
        CSS(Encode::cssString, "\"'<>&()/;{}\n\r\f", Decoders::css),
        URI(Encode::uriComponent, "&=?#/+ :@%<>\"'\\", text -> URLDecoder.decode(text, StandardCharsets.UTF_8)),
        LOG(Encode::logLine, "\n\r\t\u001b\u0008\u007f\u0085\u2028\u2029\u202e\u200b\u2066\ufeff", Decoders::script),
        LDAP(Encode::ldapFilter, "*()\0", Decoders::ldap),
        JSON(EncodeTest::jsonInHtml, "<>&\u2028\u2029", Decoders::script),
        LIKE(text -> Encode.likePattern(text, '!'), "", Decoders::like),
        LIKE_SQL_SERVER(text -> Encode.likePatternSqlServer(text, '!'), "", Decoders::like);

        private final UnaryOperator<String> encode;
        private final String special;
        private final UnaryOperator<String> decode;

        Context(UnaryOperator<String> encode, String special, UnaryOperator<String> decode) {
            this.encode = encode;
            this.special = special;
            this.decode = decode;
        }

        boolean isEscapeSign(char c) {
            return (this == HTML || this == XML) ? c == '&' : this == URI ? c == '%' : false;
        }
    }

    /** As the content of a JSON string that some writer has escaped as it must. */
    private static String jsonInHtml(String text) {
        StringBuilder json = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c < ' ' || c == '"' || c == '\\') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        String written = json.toString();
        String encoded = Encode.jsonInHtml(written);
        return encoded.equals(written) && written.equals(text) ? text : encoded;
    }

    private static List<String> characters() {
        List<String> all = new ArrayList<>();
        for (int c = 0; c < 0x10000; c++) {
            all.add(String.valueOf((char) c));
        }
        for (int c = 0x10000; c < 0x110000; c += 97) {
            all.add(Character.toString(c));
        }
        for (int c : new int[] {0x1f600, 0x1fffe, 0xe0041, 0x10ffff}) {
            all.add(Character.toString(c));
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void everyCharacter_isReadBackAsItself(Context context) {
        for (String text : characters()) {
            for (String framed : List.of(
                    text, "a" + text + "0", "<" + text + " b", text + "\t ", text + "\udc00", "\ud800" + text)) {
                String read = context.decode.apply(context.encode.apply(framed));
                if (!read.equals(framed)) {
                    assertThat(read).isEqualTo(replaced(framed, read));
                    assertThat(framed.codePoints().anyMatch(EncodeTest::isUnwritable))
                            .as("U+%04X in %s", (int) text.charAt(0), context)
                            .isTrue();
                }
            }
        }
    }

    /** The text with U+FFFD for what no language can write. */
    private static String replaced(String text, String read) {
        StringBuilder expected = new StringBuilder();
        int[] actual = read.codePoints().toArray();
        int[] given = text.codePoints().toArray();
        for (int i = 0; i < given.length; i++) {
            boolean gone = i < actual.length && actual[i] == 0xfffd && isUnwritable(given[i]);
            expected.appendCodePoint(gone ? 0xfffd : given[i]);
        }
        return expected.toString();
    }

    private static boolean isUnwritable(int c) {
        boolean control = (c < ' ' && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7f && c < 0xa0);
        boolean noCharacter = (c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) == 0xfffe;
        return control || noCharacter || Character.getType(c) == Character.SURROGATE;
    }

    @ParameterizedTest
    @EnumSource
    void specialCharacter_neverComesOutRaw(Context context) {
        for (char special : context.special.toCharArray()) {
            if (!context.isEscapeSign(special)) {
                assertThat(context.encode.apply("x" + special + "y"))
                        .as("U+%04X", (int) special)
                        .doesNotContain(String.valueOf(special));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ufeff=1+1",
                "\u3000=1",
                "\u200b@a",
                "\u2003+1",
                "\u00ad-1",
                "\u000b=1",
                "\f=1",
                "\u0001=1",
                "\u001f=1",
                "\u0000 \ufeff\u00a0=1",
                "\udb40\udc41=1"
            })
    void formulaBehindWhatProgramsDrop_isText(String cell) {
        assertThat(Encode.csvCell(cell)).startsWith("\"'");
    }

    @Test
    void hugeExponent_isNotSpelledOut() {
        assertThat(Encode.csvCell(new BigDecimal("1e200000000"))).isEqualTo("1E+200000000");
        assertThat(Encode.csvCell(new BigDecimal("1e20"))).isEqualTo("100000000000000000000");
        assertThat(Encode.csvCell(new BigDecimal("-0.10"))).isEqualTo("-0.10");
    }

    @Test
    void surrogate_isNoEscapeOfAPattern() {
        assertThatIllegalArgumentException().isThrownBy(() -> Encode.likePattern("a", '\ud83d'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u2800", "\u3164", "\u034f", "\ufe00", "\u200b", "\u202e", "\udb40\udc41"})
    void invisibleCharacter_isSpelledOutInALog(String text) {
        assertThat(Encode.logLine(text)).startsWith("\\u");
    }

    @ParameterizedTest
    @EnumSource
    void cleanText_isTheSameInstance(Context context) {
        String clean = "Harbour-Master.2026.txt";
        assertThat(context.encode.apply(clean)).isSameAs(clean);
        assertThat(context.encode.apply("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "<script>alert('x')</script> | &lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;",
                "Grüße 😀 & co | Grüße 😀 &amp; co",
            })
    void html_isReadable(String text, String expected) {
        assertThat(Encode.html(text)).isEqualTo(expected);
    }

    @Test
    void jsString_leavesNoWayOutOfScriptAttributeOrTemplate() {
        assertThat(Encode.jsString("</script><!--'\"`${x}\n"))
                .isEqualTo("\\x3c\\x2fscript\\x3e\\x3c!--\\x27\\x22\\x60\\x24\\x7bx\\x7d\\x0a");
    }

    @Test
    void jsonInHtml_isTheSameJsonWithoutMarkup() throws Exception {
        String json = "{\"a\":\"</script><!-- & \u2028 \u00e9 😀\",\"b\":[1,true,null]}";
        String encoded = Encode.jsonInHtml(json);

        assertThat(encoded).doesNotContain("<", ">", "&", "\u2028");
        assertThat(Json.read(encoded.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(Json.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "plain | plain",
                "-1 | \"'-1\"",
                "=1+1 | \"'=1+1\"",
                "+1 | \"'+1\"",
                "@SUM(A1) | \"'@SUM(A1)\"",
                "~ =1~ | \"' =1\"",
                "＝1 | \"'＝1\"",
                "a,b | \"a,b\"",
                "a;=1 | \"a;=1\"",
                "say \"hi\" | \"say \"\"hi\"\"\"",
                "\"=1\" | \"\"\"=1\"\"\"",
                "3-1=2 | 3-1=2",
            })
    void csvCell_isNoFormula(String text, String expected) {
        assertThat(Encode.csvCell(text)).isEqualTo(expected);
    }

    @Test
    void everyCharacter_staysInItsCsvCell() {
        for (String text : characters()) {
            String framed = "x" + text + "y";
            assertThat(Decoders.csv(Encode.csvCell(framed))).isEqualTo(framed.replace('\0', '\ufffd'));
        }
    }

    @Test
    void csvCell_quotesLineEndsAndTabsAndKeepsNumbers() {
        assertThat(Encode.csvCell("\t=1")).isEqualTo("\"'\t=1\"");
        assertThat(Encode.csvCell("\n=1")).isEqualTo("\"'\n=1\"");
        assertThat(Encode.csvCell("a\r\nb")).isEqualTo("\"a\r\nb\"");
        assertThat(Encode.csvCell("a\0b")).isEqualTo("\"a\ufffdb\"");
        assertThat(Encode.csvCell(-1)).isEqualTo("-1");
        assertThat(Encode.csvCell(new BigDecimal("-1E+3"))).isEqualTo("-1000");
    }

    @Test
    void likePattern_matchesLiterally() {
        assertThat(Encode.likePattern("50%_off!", '!')).isEqualTo("50!%!_off!!");
        assertThat(Encode.likePattern("[a]", '!')).isEqualTo("[a]");
        assertThat(Encode.likePatternSqlServer("[a]", '!')).isEqualTo("![a]");
        for (char bad : "%_[]a0".toCharArray()) {
            assertThatIllegalArgumentException().isThrownBy(() -> Encode.likePattern("x", bad));
        }
    }

    @Test
    void naughtyStrings_areReadBackInEveryContext() throws Exception {
        for (Object entry : Vectors.list("text/blns.json")) {
            String text = (String) entry;
            for (Context context : Context.values()) {
                String read = context.decode.apply(context.encode.apply(text));
                assertThat(read).isEqualTo(replaced(text, read));
            }
        }
    }
}
