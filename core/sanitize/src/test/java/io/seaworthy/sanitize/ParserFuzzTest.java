package io.seaworthy.sanitize;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.kernel.net.SpecialPurpose;
import io.seaworthy.sanitize.data.JsonGuard;
import io.seaworthy.sanitize.data.SecureXml;
import io.seaworthy.sanitize.encode.Encode;
import io.seaworthy.sanitize.encode.SqlIdentifiers;
import io.seaworthy.sanitize.file.ArchiveGuard;
import io.seaworthy.sanitize.file.SafeFileName;
import io.seaworthy.sanitize.file.SafeFolder;
import io.seaworthy.sanitize.file.SafePath;
import io.seaworthy.sanitize.file.Upload;
import io.seaworthy.sanitize.file.UploadCheck;
import io.seaworthy.sanitize.file.Uploads;
import io.seaworthy.sanitize.html.HtmlSanitizer;
import io.seaworthy.sanitize.net.LocalRedirect;
import io.seaworthy.sanitize.net.PublicHttpUrl;
import io.seaworthy.sanitize.text.Confusables;
import io.seaworthy.sanitize.text.DisplayName;
import io.seaworthy.sanitize.text.Email;
import io.seaworthy.sanitize.text.PhoneNumber;
import io.seaworthy.sanitize.text.RequestId;
import io.seaworthy.sanitize.text.Slug;
import io.seaworthy.sanitize.text.Title;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Coverage-guided fuzzing of every parser: no input may throw, and a value's own text is accepted as that value. Each build
 * runs the seeds; {@code JAZZER_FUZZ=1} in the environment fuzzes, one method at a time.
 */
class ParserFuzzTest {

    private static final HtmlSanitizer ARTICLE = HtmlSanitizer.article();
    private static final JsonGuard JSON = JsonGuard.create();
    private static final Uploads UPLOADS = Uploads.documents();
    private static final ArchiveGuard ARCHIVES = ArchiveGuard.of(1 << 20, 1 << 20, 100, 3);
    private static final SafeFolder FOLDER = folder();
    private static final List<String> NAMES = List.of("a", "a.png", "a.jpg", "a.gif", "a.webp", "a.pdf", "a.txt");

    private static SafeFolder folder() {
        try {
            Path folder = Files.createTempDirectory("names");
            folder.toFile().deleteOnExit();
            return SafeFolder.of(folder);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }

    /** What is accepted is in its normal form already: its text gives the same value, and the same text, once more. */
    private static <T> void settled(
            Function<String, ? extends Checked<T, ?>> parser, Function<T, String> form, String s) {
        T value = parser.apply(s).toOptional().orElse(null);
        if (value != null) {
            T again = parser.apply(form.apply(value)).toOptional().orElse(null);
            require(value.equals(again), "not settled");
            require(form.apply(value).equals(form.apply(again)), "not settled");
        }
    }

    @FuzzTest(maxDuration = "20s")
    void html_isAFixedPoint(byte[] input) {
        String html = text(input);
        String safe = ARTICLE.sanitize(html, "");
        require(ARTICLE.sanitize(safe, "").equals(safe), "not settled");
        ARTICLE.report(html);
    }

    @FuzzTest(maxDuration = "20s")
    void json_hasAVerdict(byte[] input) {
        boolean sound = JSON.refusal(input) == null;
        byte[] inArray =
                ("[" + new String(input, StandardCharsets.ISO_8859_1) + "]").getBytes(StandardCharsets.ISO_8859_1);
        require(
                !sound || JSON.refusal(inArray) == null || JSON.refusal(inArray) == JSON.refusal(nested(63)),
                "other in []");
    }

    private static byte[] nested(int depth) {
        return ("[".repeat(depth + 2) + "]".repeat(depth + 2)).getBytes(StandardCharsets.US_ASCII);
    }

    @FuzzTest(maxDuration = "20s")
    void files_haveAVerdict(byte[] input) throws IOException {
        String name = NAMES.get(input.length == 0 ? 0 : Math.floorMod(input[input.length - 1], NAMES.size()));
        Object whole = UPLOADS.check(name, new ByteArrayInputStream(input));
        UploadCheck check = UPLOADS.begin(SafeFileName.parse(name).toOptional().orElseThrow());
        for (int at = 0; at < input.length && check.update(input, at, Math.min(7, input.length - at)); at += 7) {}
        Checked<Upload, ?> pieces = check.finish();
        require(whole.equals(pieces), "other in pieces");
        ARCHIVES.check(new ByteArrayInputStream(input));
    }

    @FuzzTest(maxDuration = "20s")
    void xml_isReadWithoutADocumentTypeOrRefused(byte[] input) throws Exception {
        try {
            Document document =
                    SecureXml.documentBuilderFactory().newDocumentBuilder().parse(new ByteArrayInputStream(input));
            require(document.getDoctype() == null, "a document type");
            SecureXml.reader().parse(new InputSource(new ByteArrayInputStream(input)));
        } catch (SAXException | IOException refused) {
            // As these interfaces say it; IOException is theirs for bytes that are no characters.
        }
    }

    @FuzzTest(maxDuration = "20s")
    void texts_haveAVerdict(byte[] input) {
        String text = text(input);
        settled(PublicHttpUrl::parse, PublicHttpUrl::toString, text);
        settled(LocalRedirect::parse, LocalRedirect::location, text);
        LocalRedirect.parse(text).toOptional().ifPresent(local -> {
            String location = local.location();
            require(location.startsWith("/") && !location.startsWith("//") && location.indexOf('\\') < 0, "leaves");
        });
        require(Confusables.lookAlike(text, text), "unlike itself");
        require(Encode.html(text).chars().noneMatch(c -> "<>\"'".indexOf(c) >= 0), "html");
        require(Encode.htmlAttribute(text).chars().noneMatch(c -> " \t\n\r\f=`<>\"'".indexOf(c) >= 0), "attribute");
        require(Encode.jsString(text).chars().noneMatch(c -> "<>\"'/\n\r\u2028\u2029".indexOf(c) >= 0), "script");
        require(Encode.uriComponent(text).chars().allMatch(c -> c > ' ' && c < 0x7f), "uri");
        require(Encode.logLine(text).chars().noneMatch(c -> c < ' ' || c == 0x85), "log");
        require(Encode.ldapFilter(text).chars().noneMatch(c -> "()*\0".indexOf(c) >= 0), "ldap");
        Encode.jsonInHtml(text);
        Encode.cssString(text);
        Encode.xml(text);
        Encode.csvCell(text);
        Encode.likePattern(text, '!');
    }

    @FuzzTest(maxDuration = "20s")
    void values_areSettled(byte[] input) {
        String text = text(input);
        settled(Slug::parse, Slug::text, text);
        settled(RequestId::parse, RequestId::text, text);
        settled(PhoneNumber::parse, PhoneNumber::text, text);
        settled(Email::parse, Email::address, text);
        settled(DisplayName::parse, DisplayName::text, text);
        settled(Title::parse, Title::text, text);
        require(SqlIdentifiers.of("id").find(text).isEmpty() || text.equals("id"), "another name");
        IpAddress address = IpAddress.parse(text);
        if (address != null) {
            IpAddress again = IpAddress.parse(address.toString());
            require(address.equals(again), "another address");
            require(SpecialPurpose.isPublic(address) == SpecialPurpose.isPublic(again), "another verdict");
        }
    }

    @FuzzTest(maxDuration = "20s")
    void names_stayInTheFolder(byte[] input) throws IOException {
        String text = text(input);
        settled(SafeFileName::parse, SafeFileName::name, text);
        settled(SafePath::parse, SafePath::toString, text);
        SafeFileName.parse(text).toOptional().ifPresent(file -> {
            String name = file.name();
            require(name.chars().noneMatch(c -> c < ' ' || "/\\:*?\"<>|".indexOf(c) >= 0), "not a name");
            require(name.getBytes(StandardCharsets.UTF_8).length <= 255, "too long");
        });
        Path root = FOLDER.resolve("x").toOptional().orElseThrow().getParent();
        FOLDER.resolve(text).toOptional().ifPresent(path -> {
            require(path.normalize().equals(path) && path.startsWith(root) && !path.equals(root), "outside");
        });
    }
}
