package io.seaworthy.sanitize.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.sanitize.Checked;
import io.seaworthy.sanitize.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlSanitizerTest {

    private static final List<HtmlSanitizer> PRESETS =
            List.of(HtmlSanitizer.article(), HtmlSanitizer.comment(), HtmlSanitizer.plainText());

    private static String clean(HtmlSanitizer sanitizer, String html) {
        return sanitizer.sanitize(html).toOptional().orElseThrow().html();
    }

    private static void requireSafe(String html) throws Exception {
        for (HtmlSanitizer sanitizer : PRESETS) {
            Checked<SafeHtml, HtmlRefusal> checked = sanitizer.sanitize(html);
            if (checked.toOptional().isEmpty()) {
                continue;
            }
            String safe = checked.toOptional().get().html();
            assertThat(clean(sanitizer, safe)).as("fixed point of %s", html).isEqualTo(safe);
            Set<String> elements = sanitizer == PRESETS.get(2) ? Set.of() : HtmlFloor.ELEMENTS;
            for (boolean scripting : new boolean[] {true, false}) {
                assertThat(Reparsed.problems(safe, elements, scripting))
                        .as("%s\nbecame\n%s", html, safe)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"p", "b", "i", "em", "strong", "ul", "ol", "li", "blockquote", "code", "pre"})
    void basicElements_areKept(String element) {
        String html = element.equals("li") ? "<ul><li>x</li></ul>" : "<" + element + ">x</" + element + ">";
        if (element.equals("ul") || element.equals("ol")) {
            html = "<" + element + "><li>x</li></" + element + ">";
        }
        assertThat(clean(HtmlSanitizer.article(), html)).isEqualTo(html);
        assertThat(clean(HtmlSanitizer.comment(), html)).isEqualTo(html);
        assertThat(clean(HtmlSanitizer.plainText(), html)).isEqualTo("x");
    }

    @Test
    void breakAndLink_areKeptWithTheLinkDefused() {
        assertThat(clean(HtmlSanitizer.comment(), "a<br>b<a href=\"https://x.example/?a=1\" target=_blank>c</a>"))
                .contains("<br")
                .contains("href=\"https://x.example/?a&#61;1\"")
                .contains("rel=\"nofollow noopener noreferrer\"")
                .doesNotContain("target");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<noscript><style></noscript><img src=x onerror=alert(1)></style></noscript>",
                "<noframes><style></noframes><img src=x onerror=alert(1)></style></noframes>",
                "<noscript>< </noscript><img src=x onerror=alert(1)></noscript>",
                "<noscript><<</noscript><img src=x onerror=alert(1)></noscript>",
                "<comment><img src=x onerror=alert(1)></comment>",
                "<svg><a href=#><set attributeName=href to=javascript:alert(1)>x</a></svg>",
                "<iframe srcdoc=\"&lt;script&gt;alert(1)&lt;/script&gt;\"></iframe>",
                "<option><style></option></select><b><img src=x onerror=alert(1)></style>",
                "<noscript><p title=\"</noscript><img src=x onerror=1>\">",
                "<a href=\"java&Tab;script:alert(1)\">x</a>",
                "<a href=\"&#1;javascript:alert(1)\">x</a>",
                "<a href=\"javascript&colon;alert(1)\">x</a>",
                "<a href=data:text/html,x>x</a>",
                "<a href=\"vbscript:x\">x</a>",
                "<scr\u0130pt>alert(1)</scr\u0130pt>",
                "<\u0455cript>alert(1)</\u0455cript>",
                "<script\u001b>alert(1)</script>",
                "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
                "<xmp></xmp><img src=x onerror=alert(1)></xmp>",
                "<b \ud800=\udfff>\ud800</b>\0",
                "{{constructor.constructor('alert(1)')()}} {{ {{",
                "<a href=//x.example>x</a><img src=x onerror=alert(1)>",
                "<h1><h2><a href=x><a href=y><h3></a></h1>",
                "<p style=\"position:fixed\" class=x id=y name=z onclick=a()>x</p>",
                "a<b and <unknown> & < > \" ' ` @ = +",
                "<table><td><svg><desc><table><tr><td>x",
                "<!--><img src=x onerror=alert(1)>-->",
                "<![CDATA[<img src=x onerror=alert(1)>]]>",
                "<template><img src=x onerror=alert(1)></template>",
                "<plaintext><b>",
            })
    void knownBypasses_areInertAndSettled(String html) throws Exception {
        requireSafe(html);
    }

    @Test
    void publicPayloads_areInertAndSettled() throws Exception {
        for (Object entry : Vectors.list("html/dompurify-payloads.json")) {
            requireSafe((String) ((Map<?, ?>) entry).get("payload"));
        }
    }

    @Test
    void naughtyStrings_areInertAndSettled() throws Exception {
        for (Object entry : Vectors.list("text/blns.json")) {
            requireSafe((String) entry);
        }
    }

    @Test
    void randomMarkup_isInertAndSettled() throws Exception {
        long seed = 77_001;
        System.out.println("HtmlSanitizerTest seed " + seed);
        Random random = new Random(seed);
        String[] parts = {
            "<",
            ">",
            "</",
            "/>",
            "<!--",
            "-->",
            "\"",
            "'",
            "=",
            " ",
            "&",
            "&lt;",
            "&#60;",
            "{",
            "{{",
            "\0",
            "x",
            "on",
            "p",
            "a",
            "b",
            "li",
            "ul",
            "table",
            "td",
            "tr",
            "svg",
            "math",
            "style",
            "script",
            "noscript",
            "title",
            "h1",
            "h2",
            "select",
            "option",
            "textarea",
            "template",
            "<p>",
            "<b>",
            "</b>",
            "<a href=x>",
            "<table>",
            "<ul><li>",
            "<style>",
            "</style>",
            "<svg>",
            "<h1>",
            "href=javascript:alert(1)",
            "onerror=alert(1)",
            "\ud83d",
            "\u00e9"
        };
        int runs = Boolean.getBoolean("seaworthy.long") ? 1_000_000 : 6_000;
        for (int run = 0; run < runs; run++) {
            StringBuilder html = new StringBuilder();
            for (int i = random.nextInt(24); i >= 0; i--) {
                html.append(parts[random.nextInt(parts.length)]);
            }
            requireSafe(html.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Maria Gonzalez-Lopez", "Grüße, 你好 😀", "1 + 1 = 2 (a@b.example)\n\tdone"})
    void cleanText_isTheSameInstance(String text) {
        for (HtmlSanitizer sanitizer : PRESETS) {
            SafeHtml safe = sanitizer.sanitize(text).toOptional().orElseThrow();
            assertThat(safe.html()).isSameAs(text);
            assertThat(safe.changed()).isFalse();
        }
    }

    @Test
    void everyInertCharacter_isTextForAParser() throws Exception {
        for (int c = 0; c < 0x10000; c++) {
            String text = "a" + (char) c + "b";
            if (InertText.isInert(text)) {
                assertThat(Reparsed.problems(text, Set.of(), true)).isEmpty();
                assertThat("<>&\"'".indexOf(c)).isNegative();
            }
        }
        assertThat(InertText.isInert("\ud800")).isFalse();
        assertThat(InertText.isInert("\udc00")).isFalse();
        assertThat(InertText.isInert("a{{b")).isFalse();
    }

    @Test
    void limits_refuseWithTheirReason() {
        HtmlSanitizer article = HtmlSanitizer.article();

        assertThat(article.sanitize("x".repeat(262_145)).refusal()).isEqualTo(HtmlRefusal.TOO_LARGE);
        assertThat(article.sanitize("<div>".repeat(101)).refusal()).isEqualTo(HtmlRefusal.TOO_DEEP);
        assertThat(article.sanitize("<blockquote>".repeat(5_000)).refusal()).isEqualTo(HtmlRefusal.TOO_DEEP);
        assertThat(article.sanitize("<unknown>".repeat(300) + "<b>x</b>").refusal())
                .isEqualTo(HtmlRefusal.TOO_DEEP);
        assertThat(article.sanitize("<br>".repeat(20_001)).refusal()).isEqualTo(HtmlRefusal.TOO_MANY_TAGS);
        assertThat(article.sanitize("<p " + "a=b ".repeat(20_001) + ">").refusal())
                .isEqualTo(HtmlRefusal.TOO_MANY_ATTRIBUTES);
        assertThat(clean(article, "<p>x".repeat(1_000))).isEqualTo("<p>x</p>".repeat(1_000));
        assertThat(clean(article, "<div>".repeat(100) + "x")).contains("x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "style",
                "script",
                "iframe",
                "noscript",
                "noframes",
                "noembed",
                "xmp",
                "plaintext",
                "comment",
                "template",
                "svg",
                "math",
                "set",
                "animate",
                "object",
                "embed",
                "form",
                "select",
                "title",
                "textarea",
                "STYLE",
                "base"
            })
    void floor_cannotBeLowered(String element) {
        ConfigurationException thrown = catchThrowableOfType(
                ConfigurationException.class,
                () -> HtmlSanitizer.builder().elements("p", element).build());

        assertThat(thrown.violations())
                .extracting(fault -> fault.path() + " " + fault.reason())
                .containsExactly("elements[1] unsafe_element");
    }

    @Test
    void faults_areReportedTogether() {
        ConfigurationException thrown = catchThrowableOfType(
                ConfigurationException.class,
                () -> HtmlSanitizer.builder()
                        .elements("strnog", "p", "p")
                        .linkSchemes("javascript")
                        .maxDepth(0)
                        .maxDepth(300)
                        .build());

        assertThat(thrown.violations())
                .extracting(fault -> fault.path() + " " + fault.reason())
                .containsExactlyInAnyOrder(
                        "maxDepth set_twice",
                        "elements[0] unknown_element",
                        "elements[2] given_twice",
                        "linkSchemes[0] unsafe_scheme",
                        "linkSchemes no_effect",
                        "maxDepth out_of_range");
        assertThat(thrown.getMessage()).contains("Did you mean strong?");
    }

    @Test
    void randomPolicies_letNothingElseThrough() throws Exception {
        List<?> payloads = Vectors.list("html/dompurify-payloads.json");
        long seed = 99_117;
        System.out.println("HtmlSanitizerTest policies seed " + seed);
        Random random = new Random(seed);
        List<String> all = new ArrayList<>(HtmlFloor.ELEMENTS);
        all.sort(null);
        int policies = Boolean.getBoolean("seaworthy.long") ? 10_000 : 40;
        for (int i = 0; i < policies; i++) {
            List<String> elements =
                    all.stream().filter(element -> random.nextBoolean()).toList();
            HtmlSanitizerBuilder builder = HtmlSanitizer.builder().elements(elements.toArray(String[]::new));
            if (elements.contains("a")) {
                builder.linkSchemes("https");
            }
            if (elements.contains("img")) {
                builder.imageSchemes("https");
            }
            HtmlSanitizer sanitizer = builder.build();
            for (Object entry : payloads) {
                String html = (String) ((Map<?, ?>) entry).get("payload");
                if (sanitizer.sanitize(html) instanceof Checked.Accepted<SafeHtml, HtmlRefusal> accepted) {
                    assertThat(Reparsed.problems(accepted.value().html(), Set.copyOf(elements), true))
                            .as("%s with %s", html, elements)
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"<div>, 200000", "<!--, 200000", "<, 250000", "<p, 250000", "<a href=x , 20000", "&lt;, 60000"})
    void adversarialShapes_endInTime(String part, int count) {
        String html = part.repeat(Math.min(count, 262_144 / part.length()));
        assertThat(HtmlSanitizer.article().sanitize(html)).isNotNull();
    }

    @Test
    void rawTextOfUnclosedStyle_endsInTime() {
        assertThat(HtmlSanitizer.article().sanitize("<style>" + "<".repeat(200_000) + ">"))
                .isNotNull();
    }
}
