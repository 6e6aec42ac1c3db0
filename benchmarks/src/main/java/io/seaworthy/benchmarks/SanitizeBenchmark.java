package io.seaworthy.benchmarks;

import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.kernel.net.SpecialPurpose;
import io.seaworthy.sanitize.data.JsonGuard;
import io.seaworthy.sanitize.encode.Encode;
import io.seaworthy.sanitize.html.HtmlSanitizer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** Input from people: HTML, output encoding, addresses, JSON; the library below ours with the same policy beside it. */
public class SanitizeBenchmark extends Nanoseconds {

    private static final String NAME = "Maria Gonzalez-Lopez";
    private static final String WORDS = "The harbour master wrote it down, as on every other day of the year. ";
    private static final String TEXT_200 = WORDS.repeat(3).substring(0, 200);
    private static final String TEXT_1000 = WORDS.repeat(20).substring(0, 1_000);
    private static final String DIRTY =
            ("<b>" + WORDS + "</b> & \"more\"").repeat(12).substring(0, 1_000);
    private static final String PARAGRAPH =
            "<p>Tie <b>both</b> lines, then <a href=\"https://x.example/a?b=c\">read on</a> &amp;"
                    + " note:</p><ul><li>fore &lt; aft</li><li><em>spring</em></li></ul>";
    private static final String COMMENT =
            PARAGRAPH.repeat(20).substring(0, PARAGRAPH.length() * (2_048 / PARAGRAPH.length()));

    private final HtmlSanitizer sanitizer = HtmlSanitizer.comment();
    private final PolicyFactory bare = new HtmlPolicyBuilder()
            .allowElements("p", "b", "i", "em", "strong", "a", "ul", "ol", "li", "br", "blockquote", "code", "pre")
            .allowAttributes("href")
            .onElements("a")
            .allowUrlProtocols("https", "http", "mailto")
            .requireRelsOnLinks("nofollow", "noopener", "noreferrer")
            .toFactory();
    private final JsonGuard guard = JsonGuard.create();
    private final byte[] json = json();
    private final IpAddress ipv4 = Objects.requireNonNull(IpAddress.parse("93.184.216.34"));
    private final IpAddress ipv6 = Objects.requireNonNull(IpAddress.parse("2606:4700:4700::1111"));

    private static byte[] json() {
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < 100; i++) {
            text.append(i == 0 ? "" : ",")
                    .append("{\"id\":")
                    .append(10_000 + i)
                    .append(",\"title\":\"Notes of the harbour master\",\"body\":\"")
                    .append(WORDS.repeat(4))
                    .append("\",\"tags\":[\"harbour\",\"lines\"],\"open\":true}");
        }
        return text.append(']').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Not final, or the compiler reads it once and for all. */
    private String read = TEXT_1000;

    @Setup
    public void check() {
        require(cleanName().equals(NAME), "a clean name stays as it is");
        require(sanitizer.sanitize(COMMENT, "").equals(bare.sanitize(COMMENT)), "both give the same");
        require(jsonGuard() == null, "the JSON is sound");
        require(encodeDirty().contains("&lt;b&gt;"), "markup is encoded");
        require(ssrfCheckIpv4() && ssrfCheckIpv6(), "the addresses are public");
    }

    @Benchmark
    public String cleanName() {
        return sanitizer.sanitize(NAME, "");
    }

    @Benchmark
    public String cleanText200() {
        return sanitizer.sanitize(TEXT_200, "");
    }

    @Benchmark
    public String cleanText1000() {
        return sanitizer.sanitize(TEXT_1000, "");
    }

    @Benchmark
    public String richComment2k() {
        return sanitizer.sanitize(COMMENT, "");
    }

    @Benchmark
    public String encodeClean() {
        return Encode.html(TEXT_1000);
    }

    @Benchmark
    public String encodeDirty() {
        return Encode.html(DIRTY);
    }

    @Benchmark
    public boolean ssrfCheckIpv4() {
        return SpecialPurpose.isPublic(ipv4);
    }

    @Benchmark
    public boolean ssrfCheckIpv6() {
        return SpecialPurpose.isPublic(ipv6);
    }

    /** 36 KB: below 36 us is more than a gigabyte each second. */
    @Benchmark
    public @Nullable Object jsonGuard() {
        return guard.refusal(json);
    }

    @Benchmark
    public int reading_floor() {
        return read.charAt(read.length() - 1);
    }
}
