package io.seaworthy.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CookiesTest {

    private static Cookies of(String... lines) {
        return Cookies.of(List.of(lines));
    }

    @Test
    void wellFormedPairs_areRead() {
        Cookies cookies = of("a=1; __Host-sid=x.y-z~!#$%&'()*+/:<=>?@[]^_`{|}; empty=; q=\"v\"");
        assertThat(cookies.get("a")).isEqualTo("1");
        assertThat(cookies.get("__Host-sid")).isEqualTo("x.y-z~!#$%&'()*+/:<=>?@[]^_`{|}");
        assertThat(cookies.get("empty")).isEmpty();
        assertThat(cookies.get("q")).isEqualTo("\"v\"");
        assertThat(cookies.get("A")).isNull();
        assertThat(cookies.skipped()).isZero();
    }

    @Test
    void severalLines_countAsOne() {
        Cookies cookies = Cookies.of(FakeHead.get("/").with("Cookie", "a=1").with("cookie", "b=2;c=3"));
        assertThat(List.of(cookies.get("a"), cookies.get("b"), cookies.get("c")))
                .containsExactly("1", "2", "3");
        assertThat(Cookies.of(FakeHead.get("/")).get("a")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=sid=evil",
                "=a=b",
                "sid",
                "",
                "=",
                " ",
                "\u2000sid=evil",
                "\u00a0sid=evil",
                "\u3000sid=evil",
                "\u0085sid=evil",
                "\u000bsid=evil",
                "\u0000sid=evil",
                "sid\u0000=evil",
                "sid =evil",
                "sid\u00a0=evil",
                "s\u0131d=evil",
                "sid= evil value",
                "sid=ev,il",
                "sid=ev\"il",
                "sid=\"evil",
                "sid=evil\"",
                "sid=\"",
                "sid=ev\\il",
                "sid=e\u0000vil",
                "sid=e\u007fvil",
                "sid=\u00e9vil",
                "sid=\"a b\"",
                "\"sid\"=evil",
                "sid,x=evil"
            })
    void pairOutsideTheGrammar_isSkippedAlone(String pair) {
        Cookies cookies = of("first=1; " + pair + "; last=2");
        assertThat(cookies.get("sid")).isNull();
        assertThat(cookies.get("first")).isEqualTo("1");
        assertThat(cookies.get("last")).isEqualTo("2");
        assertThat(cookies.skipped()).isEqualTo(1);
    }

    @Test
    void versionCookie_opensNoOtherMode() {
        Cookies cookies = of("$Version=1; __Host-sid=\"good; __Host-sid=evil\"; $Path=/; $Domain=evil.com; x=1");
        assertThat(cookies.get("__Host-sid")).isNull();
        assertThat(cookies.get("$Version")).isEqualTo("1");
        assertThat(cookies.get("x")).isEqualTo("1");
    }

    @Test
    void quotedValue_cannotSwallowOrBearAnotherCookie() {
        Cookies cookies = of("a=\"x; sid=evil; b=y\"; sid=good");
        assertThat(cookies.get("a")).isNull();
        assertThat(cookies.all("sid")).containsExactly("evil", "good");
        assertThat(cookies.get("sid")).isNull();
    }

    @Test
    void octalEscapesAndPercentEncoding_areNotDecoded() {
        Cookies cookies = of("a=%3Bsid%3Devil; b=\\073");
        assertThat(cookies.get("a")).isEqualTo("%3Bsid%3Devil");
        assertThat(cookies.get("b")).isNull();
    }

    @Test
    void differentValuesOfOneName_giveNone() {
        Cookies cookies = of("sid=planted; sid=mine", "theme=dark; theme=dark");
        assertThat(cookies.get("sid")).isNull();
        assertThat(cookies.isAmbiguous("sid")).isTrue();
        assertThat(cookies.all("sid")).containsExactly("planted", "mine");
        assertThat(cookies.get("theme")).isEqualTo("dark");
        assertThat(cookies.isAmbiguous("theme")).isFalse();
        assertThat(cookies.isAmbiguous("absent")).isFalse();
    }

    @Test
    void jarAtItsCap_isReadAndAboveIsNot() {
        String full = "a=1;".repeat(Cookies.MAX_COOKIES - 1) + "b=2";
        assertThat(of(full).get("b")).isEqualTo("2");
        assertThat(of(full + ";c=3").isTooLarge()).isTrue();
        assertThat(of(full + ";c=3").get("b")).isNull();
        String wide = "a=" + "x".repeat(Cookies.MAX_LENGTH - 2);
        assertThat(of(wide).get("a")).hasSize(Cookies.MAX_LENGTH - 2);
        assertThat(of(wide, "b").isTooLarge()).isTrue();
        assertThat(of(";".repeat(Cookies.MAX_LENGTH)).isTooLarge()).isTrue();
    }

    @Test
    void toString_holdsNothingPersonal() {
        assertThat(of("sid=secret")).hasToString("Cookies[1]");
    }

    @Test
    void plantedPairs_neverChangeAnotherCookie() {
        long seed = System.nanoTime();
        System.err.println("CookiesTest seed " + seed);
        Random random = new Random(seed);
        String alphabet = "=\",\\ \t$aSid_-\u0000\u007f\u00a0\u2003é";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder planted = new StringBuilder();
            for (int n = random.nextInt(20); n > 0; n--) {
                planted.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            // A browser sends no semicolon inside a pair, so no planted pair can reach its neighbour.
            assertThat(of(planted + "; __Host-sid=good; " + planted).get("__Host-sid"))
                    .as("seed %d: %s", seed, planted)
                    .isEqualTo("good");
        }
    }
}
