package io.seaworthy.sanitize.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.sanitize.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Generated attacks, random markup and random policies; full counts in the long profile. */
class HtmlFuzzTest {

    private static final String[] PARTS = {
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
        "</a>",
        "<table>",
        "<ul><li>",
        "</li>",
        "</ul>",
        "<style>",
        "</style>",
        "<svg>",
        "<h1>",
        "</h1>",
        "</p>",
        "<i>",
        "</i>",
        "<br>",
        "<blockquote>",
        "</blockquote>",
        "<pre>",
        "</pre>",
        "<div>",
        "</div>",
        "<ol>",
        "\n",
        "+",
        "@",
        "`",
        "&amp;",
        "&#x1f600;",
        "<a href=\"https://x.example/?a=b&c\">",
        "href=javascript:alert(1)",
        "onerror=alert(1)",
        "\ud83d",
        "\ude00",
        "\u00e9",
        "\u2028",
        "text",
        "<dl><dd>",
        "<tr><td>",
        "<img src=https://x.example/>",
        "<hr>",
        "<time datetime=2026>",
        "<ins>",
        "<q>",
        "<sub>"
    };

    private static String markup(Random random) {
        StringBuilder html = new StringBuilder();
        for (int i = random.nextInt(24); i >= 0; i--) {
            html.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return html.toString();
    }

    @Test
    void generatedPayloads_areInertAndSettled() throws Exception {
        List<String> payloads = Payloads.all();
        assertThat(payloads).hasSizeGreaterThan(3_000);
        for (String html : payloads) {
            Inspection.requireSafe(html);
        }
    }

    @Test
    void randomMarkup_isInertAndSettled() throws Exception {
        long seed = 77_001;
        System.out.println("HtmlFuzzTest markup seed " + seed);
        Random random = new Random(seed);
        int runs = Inspection.runs(1_000_000);
        int vouched = 0;
        for (int run = 0; run < runs; run++) {
            String html = markup(random);
            Inspection.requireSafe(html);
            vouched += Settled.isSettled(HtmlSanitizer.article().sanitize(html, "")) ? 1 : 0;
        }
        assertThat(vouched).isGreaterThan(runs / 10);
        System.out.println("HtmlFuzzTest: " + runs + " inputs, " + vouched + " settled at sight");
    }

    /** Not what the sanitizer gives out, but documents of the shapes that Settled knows, and damaged ones. */
    @Test
    void whatSettledVouchesFor_isAFixedPoint() {
        long seed = 41_414;
        System.out.println("HtmlFuzzTest settled seed " + seed);
        Random random = new Random(seed);
        HtmlSanitizer article = HtmlSanitizer.article();
        int vouched = 0;
        int runs = Inspection.runs(1_000_000);
        for (int run = 0; run < runs; run++) {
            StringBuilder html = new StringBuilder();
            document(html, random, 0);
            if (random.nextInt(3) == 0 && html.length() > 0) {
                html.setCharAt(random.nextInt(html.length()), "<>&;\" ab/=\u2028\ud800{".charAt(random.nextInt(13)));
            }
            String text = html.toString();
            // Schemes were the policy's when the pass was made: Settled has no opinion on them.
            boolean known =
                    !text.replace("href=\"https:", "").replace("href=\"/", "").contains("href=");
            if (known && Settled.isSettled(text)) {
                vouched++;
                assertThat(article.pass(text, null)).isEqualTo(text);
            }
        }
        assertThat(vouched).isGreaterThan(runs / 10);
    }

    private static void document(StringBuilder html, Random random, int depth) {
        String[] texts = {
            "x", "\n", " ", "&amp;", "&#61;", "&#64;", "&lt;b&gt;", "\u00e9", "\u4f60", "<br />", "a b", "%"
        };
        String[] elements = {
            "b",
            "i",
            "em",
            "strong",
            "code",
            "s",
            "small",
            "span",
            "sub",
            "sup",
            "u",
            "mark",
            "kbd",
            "a",
            "p",
            "h1",
            "h6",
            "ul",
            "ol",
            "li",
            "blockquote",
            "div"
        };
        for (int i = random.nextInt(4); i >= 0; i--) {
            if (depth > 6 || random.nextInt(3) == 0) {
                html.append(texts[random.nextInt(texts.length)]);
                continue;
            }
            String element = elements[random.nextInt(elements.length)];
            html.append('<').append(element);
            if (element.equals("a")) {
                html.append(random.nextBoolean() ? " href=\"https://x.example/a?b&#61;c%20#d\"" : " href=\"/x\"");
                html.append(" rel=\"nofollow noopener noreferrer\"");
            }
            html.append('>');
            document(html, random, depth + 1);
            html.append("</").append(element).append('>');
        }
    }

    /** Every character of UTF-16 in text, so that the table of {@code Settled} is the renderer's. */
    @Test
    void everyCharacterThatSettledKnows_isWrittenAsItIs() {
        HtmlSanitizer article = HtmlSanitizer.article();
        for (int c = 0; c < 0x10000; c++) {
            for (String html : List.of(
                    "<p>a" + (char) c + "b</p>",
                    "<a href=\"/" + (char) c + "b\" rel=\"nofollow noopener noreferrer\">x</a>")) {
                if (Settled.isSettled(html)) {
                    assertThat(article.pass(html, null)).as("U+%04X", c).isEqualTo(html);
                }
            }
        }
    }

    @Test
    void randomPolicies_letNothingElseThrough() throws Exception {
        List<String> payloads = new ArrayList<>(Payloads.all());
        for (Object entry : Vectors.list("html/dompurify-payloads.json")) {
            payloads.add((String) ((Map<?, ?>) entry).get("payload"));
        }
        long seed = 99_117;
        System.out.println("HtmlFuzzTest policies seed " + seed);
        Random random = new Random(seed);
        List<String> all = new ArrayList<>(new TreeSet<>(HtmlFloor.ELEMENTS));
        int policies = Inspection.runs(10_000);
        for (int policy = 0; policy < policies; policy++) {
            Set<String> elements = new TreeSet<>();
            for (int i = random.nextInt(all.size()); i >= 0; i--) {
                elements.add(all.get(random.nextInt(all.size())));
            }
            HtmlSanitizer sanitizer = policy(elements, random);
            for (int i = 0; i < 60; i++) {
                Inspection.requireSafe(sanitizer, elements, payloads.get(random.nextInt(payloads.size())));
                Inspection.requireSafe(sanitizer, elements, markup(random));
            }
        }
        System.out.println("HtmlFuzzTest: " + policies + " policies with 120 inputs each");
    }

    private static HtmlSanitizer policy(Set<String> elements, Random random) {
        HtmlSanitizerBuilder builder = HtmlSanitizer.builder().elements(elements.toArray(String[]::new));
        if (elements.contains("a") && random.nextBoolean()) {
            builder.linkSchemes("https", random.nextBoolean() ? "mailto" : "tel");
        }
        if (elements.contains("img") && random.nextBoolean()) {
            builder.imageSchemes("https", "http");
        }
        HtmlSanitizer built = builder.maxDepth(1 + random.nextInt(200)).build();
        return random.nextInt(4) == 0 ? built.and(built) : built;
    }
}
