package io.seaworthy.sanitize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import io.seaworthy.sanitize.data.JsonGuard;
import io.seaworthy.sanitize.data.JsonRefusal;
import io.seaworthy.sanitize.data.SecureXml;
import io.seaworthy.sanitize.encode.Encode;
import io.seaworthy.sanitize.file.ArchiveGuard;
import io.seaworthy.sanitize.file.ArchiveRefusal;
import io.seaworthy.sanitize.file.FileRefusal;
import io.seaworthy.sanitize.file.SafeFileName;
import io.seaworthy.sanitize.file.SafePath;
import io.seaworthy.sanitize.file.Uploads;
import io.seaworthy.sanitize.html.HtmlRefusal;
import io.seaworthy.sanitize.html.HtmlSanitizer;
import io.seaworthy.sanitize.html.SafeHtml;
import io.seaworthy.sanitize.net.FetchResponse;
import io.seaworthy.sanitize.net.LocalRedirect;
import io.seaworthy.sanitize.net.PublicHttpClient;
import io.seaworthy.sanitize.net.UrlRefusal;
import io.seaworthy.sanitize.text.Confusables;
import io.seaworthy.sanitize.text.DisplayName;
import io.seaworthy.sanitize.text.Email;
import io.seaworthy.sanitize.text.RequestId;
import io.seaworthy.sanitize.text.TextRefusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

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

    @Test
    void filesAndData_comeOutAsTheTableSays() throws Exception {
        assertThat(SafePath.parse("a/../../b").refusal()).isEqualTo(FileRefusal.NAME_TRAVERSAL);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("zeros"));
            zip.write(new byte[32 << 20]);
        }
        assertThat(ArchiveGuard.of(1 << 20, 1 << 20, 10, 1)
                        .check(new ByteArrayInputStream(bomb.toByteArray()))
                        .refusal())
                .isEqualTo(ArchiveRefusal.TOO_LARGE);
        assertThat(Confusables.skeleton("p\u0430yp\u0430l")).isEqualTo(Confusables.skeleton("paypal"));
        assertThat(RequestId.parse("../../etc").refusal()).isEqualTo(TextRefusal.NOT_A_REQUEST_ID);
        assertThat(JsonGuard.create().refusal("{\"a\":1,\"\\u0061\":2}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(JsonRefusal.DUPLICATE_NAME);
        String xml = "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>";
        assertThatThrownBy(() -> SecureXml.reader().parse(new InputSource(new StringReader(xml))))
                .isInstanceOf(SAXException.class);
    }

    /** Each hostile input and each outcome of the table stands in this class's assertions, or the table is ahead of them. */
    @Test
    void table_namesWhatTheTestsCheck() throws Exception {
        Path root = Path.of(System.getProperty("seaworthy.root", "../.."), "core/sanitize");
        String readme = Files.readString(root.resolve("README.md"));
        String test = Files.readString(root.resolve("src/test/java/io/seaworthy/sanitize/ReadmeExampleTest.java"));
        for (String outcome : List.of(
                "NAME_SEPARATOR",
                "NAME_TRAVERSAL",
                "TOO_LARGE",
                "NOT_LOCAL",
                "BIDI_CONTROL",
                "NOT_A_REQUEST_ID",
                "DUPLICATE_NAME",
                "NOT_AN_EMAIL",
                "&lt;img src=x&gt;",
                "<b>hi</b>",
                "50!%")) {
            assertThat(readme).contains("`" + outcome + "`");
            assertThat(test).contains(outcome);
        }
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
