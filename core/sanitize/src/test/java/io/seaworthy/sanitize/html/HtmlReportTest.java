package io.seaworthy.sanitize.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlReportTest {

    private static HtmlReport report(String html) {
        return HtmlSanitizer.comment().report(html).toOptional().orElseThrow();
    }

    private static List<String> lines(String html) {
        return report(html).removals().stream()
                .map(removal ->
                        removal.kind() + " " + removal.element() + " " + removal.attribute() + " " + removal.offset())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "hi | ",
                "<b>hi</b> | ",
                "<script>x</script> | ELEMENT script null 0",
                "<b onclick=x()>hi</b> | ATTRIBUTE b onclick 0",
                "a <b><u>x</u></b><img src=x> | ELEMENT u null 5;ELEMENT img null 17",
                "<a href=javascript:x title=t>x</a> | ATTRIBUTE a href 0",
                "<p>1<p CLASS=a ID=b>2 | ATTRIBUTE p class 4;ATTRIBUTE p id 4",
                "<!-- <script> --><style>a</style> | ELEMENT style null 17",
                "<b title='<u>'>x</b><u/>y | ATTRIBUTE b title 0;ELEMENT u null 20",
                "<b data-seaworthy-offset=99 onclick=a>x</b> | ATTRIBUTE b data-seaworthy-offset 0;ATTRIBUTE b onclick 0",
                "<b onclick>x</b> | ATTRIBUTE b onclick 0",
                "<b/onclick=x>x</b> | ATTRIBUTE b onclick 0",
                "<b foo>x</b> | ATTRIBUTE b foo 0",
                "<a href=javascript:1 href=https://x>x</a> | ATTRIBUTE a href 0",
                "1<b\u000bonclick=1>x</b> | ATTRIBUTE b onclick 1",
                "a<b and <unknown> c | ATTRIBUTE b and 1;ATTRIBUTE b ? 1",
            })
    void removals_haveNamesAndPlaces(String html, String expected) {
        assertThat(String.join(";", lines(html))).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void nameThatIsNoPlainName_isNotRepeated() {
        assertThat(lines("<" + "x".repeat(60) + ">y")).containsExactly("ELEMENT ? null 0");
    }

    @Test
    void removalsAboveTheLimit_areCounted() {
        HtmlReport report = report("<u>x</u>".repeat(1_200));
        assertThat(report.removals()).hasSize(HtmlReport.MAX_REMOVALS);
        assertThat(report.more()).isEqualTo(200);
    }

    @Test
    void refusedInput_hasNoReport() {
        assertThat(HtmlSanitizer.comment().report("x".repeat(65_537)).refusal()).isEqualTo(HtmlRefusal.TOO_LARGE);
    }

    @Test
    void generatedPayloads_areReportedWithTheResultOfSanitizing() {
        long seed = 5_150;
        System.out.println("HtmlReportTest seed " + seed);
        Random random = new Random(seed);
        List<String> payloads = Payloads.all();
        for (int i = 0; i < Inspection.runs(100_000); i++) {
            String html = payloads.get(random.nextInt(payloads.size()));
            HtmlSanitizer.article().report(html).toOptional().ifPresent(report -> {
                assertThat(report.html())
                        .isEqualTo(HtmlSanitizer.article()
                                .sanitize(html)
                                .toOptional()
                                .orElseThrow());
                assertThat(report.removals())
                        .allSatisfy(removal -> assertThat(removal.offset() < 0 || html.charAt(removal.offset()) == '<')
                                .isTrue());
            });
        }
    }
}
