package io.seaworthy.sanitize;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.seaworthy.sanitize.data.JsonGuard;
import io.seaworthy.sanitize.encode.Encode;
import io.seaworthy.sanitize.file.ArchiveGuard;
import io.seaworthy.sanitize.file.SafePath;
import io.seaworthy.sanitize.file.Uploads;
import io.seaworthy.sanitize.html.HtmlSanitizer;
import io.seaworthy.sanitize.net.LocalRedirect;
import io.seaworthy.sanitize.net.PublicHttpUrl;
import io.seaworthy.sanitize.text.Confusables;
import io.seaworthy.sanitize.text.DisplayName;
import io.seaworthy.sanitize.text.Email;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Coverage-guided fuzzing of every parser: no input may throw. Each build runs the seeds; {@code JAZZER_FUZZ=1} in the
 * environment fuzzes, one method at a time.
 */
class ParserFuzzTest {

    private static final HtmlSanitizer ARTICLE = HtmlSanitizer.article();
    private static final JsonGuard JSON = JsonGuard.create();
    private static final Uploads UPLOADS = Uploads.documents();
    private static final ArchiveGuard ARCHIVES = ArchiveGuard.of(1 << 20, 1 << 20, 100, 3);

    @FuzzTest(maxDuration = "20s")
    void html_isAFixedPoint(byte[] input) {
        String html = new String(input, StandardCharsets.UTF_8);
        String safe = ARTICLE.sanitize(html, "");
        if (!ARTICLE.sanitize(safe, "").equals(safe)) {
            throw new AssertionError("not settled");
        }
        ARTICLE.report(html);
    }

    @FuzzTest(maxDuration = "20s")
    void json_hasAVerdict(byte[] input) {
        JSON.refusal(input);
    }

    @FuzzTest(maxDuration = "20s")
    void files_haveAVerdict(byte[] input) throws IOException {
        UPLOADS.check("a", new ByteArrayInputStream(input));
        ARCHIVES.check(new ByteArrayInputStream(input));
    }

    @FuzzTest(maxDuration = "20s")
    void texts_haveAVerdict(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        PublicHttpUrl.parse(text);
        LocalRedirect.parse(text);
        SafePath.parse(text);
        Email.parse(text);
        DisplayName.parse(text);
        Confusables.skeleton(text);
        Encode.jsString(text);
        Encode.csvCell(text);
    }
}
