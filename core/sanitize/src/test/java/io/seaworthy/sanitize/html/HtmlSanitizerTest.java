package io.seaworthy.sanitize.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.sanitize.Vectors;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlSanitizerTest {

    private static final List<HtmlSanitizer> PRESETS =
            List.of(HtmlSanitizer.article(), HtmlSanitizer.comment(), HtmlSanitizer.plainText());

    private static String clean(HtmlSanitizer sanitizer, String html) {
        return sanitizer.sanitize(html).toOptional().orElseThrow().html();
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
        Inspection.requireSafe(html);
    }

    @Test
    void publicPayloads_areInertAndSettled() throws Exception {
        for (Object entry : Vectors.list("html/dompurify-payloads.json")) {
            Inspection.requireSafe((String) ((Map<?, ?>) entry).get("payload"));
        }
    }

    @Test
    void naughtyStrings_areInertAndSettled() throws Exception {
        for (Object entry : Vectors.list("text/blns.json")) {
            Inspection.requireSafe((String) entry);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Maria Gonzalez-Lopez", "Grüße, 你好 😀", "1 + 1 = 2 (a@b.example)\n\tdone"})
    void cleanText_isTheSameInstance(String text) {
        for (HtmlSanitizer sanitizer : PRESETS) {
            SafeHtml safe = sanitizer.sanitize(text).toOptional().orElseThrow();
            assertThat(safe.html()).isSameAs(text);
            assertThat(safe.changed()).isFalse();
            assertThat(sanitizer.sanitize(text, "no")).isSameAs(text);
        }
    }

    @Test
    void limits_refuseWithTheirReason() {
        HtmlSanitizer article = HtmlSanitizer.article();

        assertThat(article.sanitize("x".repeat(262_145), "too much")).isEqualTo("too much");
        assertThat(article.sanitize("<div>".repeat(101), "")).isEmpty();
        assertThat(article.sanitize("x".repeat(262_145)).refusal()).isEqualTo(HtmlRefusal.TOO_LARGE);
        assertThat(article.sanitize("<div>".repeat(101)).refusal()).isEqualTo(HtmlRefusal.TOO_DEEP);
        assertThat(article.sanitize("<blockquote>".repeat(5_000)).refusal()).isEqualTo(HtmlRefusal.TOO_DEEP);
        assertThat(article.sanitize("<unknown>".repeat(300) + "<b>x</b>").refusal())
                .isEqualTo(HtmlRefusal.TOO_DEEP);
        assertThat(article.sanitize("<br>".repeat(20_001)).refusal()).isEqualTo(HtmlRefusal.TOO_MANY_TAGS);
        assertThat(article.sanitize("<p " + "a=b ".repeat(20_001) + ">").refusal())
                .isEqualTo(HtmlRefusal.TOO_MANY_ATTRIBUTES);
        assertThat(article.sanitize("&".repeat(262_144)).refusal()).isEqualTo(HtmlRefusal.EXPANDS);
        assertThat(article.sanitize("<a href=/>".repeat(19_000)).refusal()).isEqualTo(HtmlRefusal.EXPANDS);
        assertThat(clean(article, "&".repeat(10_000))).isEqualTo("&amp;".repeat(10_000));
        assertThat(clean(article, "<a href=\"/" + "x".repeat(4_096) + "\">y</a>"))
                .doesNotContain("href");
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
    void and_allowsWhatEitherDoesWithinTheLimitsOfTheFirst() {
        HtmlSanitizer images =
                HtmlSanitizer.builder().elements("img").imageSchemes("https").build();
        HtmlSanitizer both = HtmlSanitizer.article().and(images);

        assertThat(clean(both, "<h1>x</h1><img src=https://x.example/a.png>"))
                .isEqualTo("<h1>x</h1><img src=\"https://x.example/a.png\" />");
        assertThat(clean(both, "<img src=http://x.example/a.png><a href=mailto:a@b.example>x</a>"))
                .doesNotContain("src")
                .contains("mailto");
        assertThat(clean(HtmlSanitizer.article(), "<img src=https://x.example/a.png>x"))
                .isEqualTo("x");
        assertThat(both.sanitize("x".repeat(262_144)).toOptional()).isPresent();
        assertThat(images.and(HtmlSanitizer.article())
                        .sanitize("x".repeat(65_537))
                        .refusal())
                .isEqualTo(HtmlRefusal.TOO_LARGE);
        assertThat(both.and(both)).hasToString(both.toString());
    }
}
