package io.seaworthy.sanitize;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import io.seaworthy.sanitize.encode.Encode;
import io.seaworthy.sanitize.file.FileRefusal;
import io.seaworthy.sanitize.file.SafeFileName;
import io.seaworthy.sanitize.file.Uploads;
import io.seaworthy.sanitize.html.HtmlRefusal;
import io.seaworthy.sanitize.html.HtmlSanitizer;
import io.seaworthy.sanitize.html.SafeHtml;
import io.seaworthy.sanitize.net.FetchResponse;
import io.seaworthy.sanitize.net.LocalRedirect;
import io.seaworthy.sanitize.net.PublicHttpClient;
import io.seaworthy.sanitize.net.UrlRefusal;
import io.seaworthy.sanitize.text.DisplayName;
import io.seaworthy.sanitize.text.Email;
import io.seaworthy.sanitize.text.TextRefusal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's table, row by row, and its code. */
class ReadmeExampleTest {

    @Test
    void hostileInputs_comeOutAsTheTableSays() {
        HtmlSanitizer notes = HtmlSanitizer.article();
        Checked<SafeHtml, HtmlRefusal> checked = notes.sanitize("<b onclick=x()>hi</b><script>y()</script>");

        assertThat(checked.toOptional().orElseThrow()).hasToString("<b>hi</b>");
        assertThat(Encode.html("<img src=x>")).isEqualTo("&lt;img src=x&gt;");
        assertThat(Encode.jsString("</script>")).isEqualTo("\\x3c\\x2fscript\\x3e");
        assertThat(Encode.ldapFilter("*)(uid=*")).isEqualTo("\\2a\\29\\28uid\\3d\\2a");
        assertThat(Encode.logLine("x\nERROR y")).isEqualTo("x\\nERROR y");
        assertThat(Encode.csvCell("=1+1")).isEqualTo("\"'=1+1\"");
        assertThat(Encode.likePattern("50%", '!')).isEqualTo("50!%");
        assertThat(SafeFileName.parse("../../etc/passwd").refusal()).isEqualTo(FileRefusal.NAME_SEPARATOR);
        assertThat(LocalRedirect.parse("/\\evil.example").refusal()).isEqualTo(LocalRedirect.Reason.NOT_LOCAL);
        assertThat(DisplayName.parse("a\u202eb").refusal()).isEqualTo(TextRefusal.BIDI_CONTROL);
        assertThat(Email.parse("a@b\r\nBcc: c@d.example").refusal()).isEqualTo(TextRefusal.NOT_AN_EMAIL);
    }

    private static String status(String url) {
        Checked<FetchResponse, UrlRefusal> answer = PublicHttpClient.create().get(url);
        return answer instanceof Checked.Accepted<FetchResponse, UrlRefusal> accepted
                ? "" + accepted.value().status()
                : ((Checked.Refused<FetchResponse, UrlRefusal>) answer).reason().code();
    }

    @Test
    void fetches_areRefusedWithACode() {
        assertThat(status("http://2130706433/")).isEqualTo("invalid_url");
        assertThat(status("http://169.254.169.254/")).isEqualTo("blocked_address");
    }

    @Test
    void components_nameTheItemsTheyEnforce() {
        List<EvidenceSource> sources = List.of(
                HtmlSanitizer.article(),
                Uploads.documents(),
                PublicHttpClient.create(),
                InputEvidence.encoding("the page"),
                InputEvidence.validation("Email, Title"),
                InputEvidence.sql("parameters only"));

        assertThat(sources.stream().flatMap(source -> source.evidence().stream()))
                .extracting(Evidence::id)
                .containsExactlyInAnyOrder(
                        "INPUT-HTML",
                        "HEAD-XSS",
                        "INPUT-FILE",
                        "INPUT-URL",
                        "INPUT-ENCODE",
                        "HEAD-XSS",
                        "INPUT-VALID",
                        "INPUT-SQL");
    }
}
