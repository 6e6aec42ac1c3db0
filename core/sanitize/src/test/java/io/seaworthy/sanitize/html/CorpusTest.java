package io.seaworthy.sanitize.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.sanitize.encode.Encode;
import io.seaworthy.sanitize.encode.SqlIdentifiers;
import io.seaworthy.sanitize.file.SafeFileName;
import io.seaworthy.sanitize.file.SafePath;
import io.seaworthy.sanitize.file.Uploads;
import io.seaworthy.sanitize.net.LocalRedirect;
import io.seaworthy.sanitize.net.PublicHttpUrl;
import io.seaworthy.sanitize.net.SsrfGuard;
import io.seaworthy.sanitize.text.DisplayName;
import io.seaworthy.sanitize.text.RequestId;
import io.seaworthy.sanitize.text.Slug;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every attack of every collection, against everything that it could be meant for. */
class CorpusTest {

    /** Whatever the name, it leads home. */
    private static final SsrfGuard HOME =
            SsrfGuard.of(host -> List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));

    private static final SqlIdentifiers COLUMNS = SqlIdentifiers.of("title", "id");

    @ParameterizedTest
    @EnumSource
    void html_isInertAndSettled(Corpus corpus) throws Exception {
        for (String payload : corpus.payloads) {
            Inspection.requireSafe(payload);
            Inspection.requireSafe("<p title=\"" + payload + "\">" + payload + "</p>");
        }
        System.out.println("CorpusTest: " + corpus.payloads.size() + " for " + corpus + ", " + corpus.source);
    }

    @ParameterizedTest
    @EnumSource
    void encoders_leaveNothingLive(Corpus corpus) {
        for (String payload : corpus.payloads) {
            assertThat(Encode.html(payload)).doesNotContain("<", ">", "\"", "'");
            assertThat(Encode.jsString(payload)).doesNotContain("<", "\"", "'", "`", "\n", "\r", "\u2028", "\u2029");
            assertThat(Encode.logLine(payload)).doesNotContain("\n", "\r", "\u0085", "\u2028", "\u001b", "\u202e");
            assertThat(Encode.ldapFilter(payload)).doesNotContain("*", "(", ")", "\0");
            assertThat(Encode.uriComponent(payload)).doesNotContain("/", "?", "#", "&", ":", "\\");
            String pattern = Encode.likePattern(payload, '!');
            assertThat(pattern.replace("!!", "").replace("!%", "").replace("!_", ""))
                    .doesNotContain("%", "_", "!");
        }
    }

    @ParameterizedTest
    @EnumSource
    void targets_stayOnTheSiteOrArePublic(Corpus corpus) {
        for (String payload : corpus.payloads) {
            LocalRedirect.parse(payload)
                    .toOptional()
                    .ifPresent(local -> assertThat(local.location())
                            .startsWith("/")
                            .doesNotStartWith("//")
                            .doesNotContain("\\", "\r", "\n", "\t", " "));
            PublicHttpUrl.parse(payload)
                    .toOptional()
                    .ifPresent(url -> assertThat(
                                    url.literal() == null && HOME.resolve(url).refusal() == null)
                            .as("%s", payload)
                            .isFalse());
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesAndValues_areHarmlessOrRefused(Corpus corpus) throws Exception {
        for (String payload : corpus.payloads) {
            SafePath.parse(payload)
                    .toOptional()
                    .ifPresent(path -> assertThat(path.segments())
                            .isNotEmpty()
                            .noneMatch(name ->
                                    name.equals("..") || name.equals(".") || name.endsWith(".") || name.isEmpty())
                            .noneMatch(name -> name.chars().anyMatch(c -> c < ' ' || "/\\:".indexOf(c) >= 0)));
            SafeFileName.parse(payload)
                    .toOptional()
                    .ifPresent(name -> assertThat(name.name())
                            .doesNotContain("/", "\\", ":", "\0")
                            .doesNotStartWith("."));
            DisplayName.parse(payload)
                    .toOptional()
                    .ifPresent(name ->
                            assertThat(name.text()).doesNotContain("\r", "\n", "\0", "\u202e", "\u2066", "\ufeff"));
            RequestId.parse(payload)
                    .toOptional()
                    .ifPresent(id -> assertThat(id.text().chars())
                            .allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0)));
            assertThat(Slug.parse(payload).toOptional()).isEmpty();
            assertThat(COLUMNS.find(payload)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {
                "CRS_930_LFI",
                "PAYLOADS_ALL_THE_THINGS_TRAVERSAL",
                "PAYLOADS_ALL_THE_THINGS_UPLOAD",
                "CRS_920_921_PROTOCOL"
            })
    void whatIsMeantForNames_isRefusedAsAName(Corpus corpus) {
        assertThat(corpus.payloads)
                .allMatch(payload -> SafeFileName.parse(payload).refusal() != null
                        || payload.endsWith(".svg")); // of which the content is refused
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"PAYLOADS_ALL_THE_THINGS_OPEN_REDIRECT"})
    void whatIsMeantForRedirects_isRefusedThere(Corpus corpus) {
        assertThat(corpus.payloads)
                .allMatch(payload -> LocalRedirect.parse(payload).refusal() != null);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"PAYLOADS_ALL_THE_THINGS_SSRF", "CRS_931_RFI", "WPT_URL_HOSTS"})
    void whatIsMeantForFetches_neverConnects(Corpus corpus) {
        for (String payload : corpus.payloads) {
            boolean refused = PublicHttpUrl.parse(payload)
                    .toOptional()
                    .map(url -> HOME.resolve(url).refusal() != null)
                    .orElse(true);
            assertThat(refused).as("%s", payload).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"H5SC", "CRS_941_XSS", "CRS_943_SESSION_FIXATION", "WPT_SANITIZER_API"})
    void markup_isNoUpload(Corpus corpus) throws Exception {
        for (String payload : corpus.payloads) {
            for (String document :
                    List.of("<svg xmlns='http://www.w3.org/2000/svg'>" + payload + "</svg>", "<html>" + payload)) {
                for (var charset :
                        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16, StandardCharsets.UTF_16LE)) {
                    assertThat(Uploads.documents()
                                    .check("a.txt", new ByteArrayInputStream(document.getBytes(charset)))
                                    .toOptional())
                            .isEmpty();
                }
            }
        }
    }
}
