package io.seaworthy.sanitize;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import io.seaworthy.sanitize.file.Uploads;
import io.seaworthy.sanitize.html.HtmlRefusal;
import io.seaworthy.sanitize.html.HtmlSanitizer;
import io.seaworthy.sanitize.html.SafeHtml;
import io.seaworthy.sanitize.net.FetchResponse;
import io.seaworthy.sanitize.net.PublicHttpClient;
import io.seaworthy.sanitize.net.UrlRefusal;
import io.seaworthy.sanitize.text.Email;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's table, each line compiled and run, and its code. */
class ReadmeExampleTest {

    private static final String IMPORTS = """
            import io.seaworthy.sanitize.data.*;
            import io.seaworthy.sanitize.encode.*;
            import io.seaworthy.sanitize.file.*;
            import io.seaworthy.sanitize.html.*;
            import io.seaworthy.sanitize.net.*;
            import io.seaworthy.sanitize.text.*;
            import java.io.*;
            import java.net.*;
            import java.net.http.*;
            import java.nio.file.*;
            import java.util.*;
            import static java.net.http.HttpResponse.BodyHandlers.ofString;
            """;

    /** What the README's lines name but do not say: files, a link, a document. */
    private static final String GIVEN = """
            static final Path folder = Path.of(System.getProperty("readme.folder"));
            static InputStream file(String name) throws IOException {
                return new ByteArrayInputStream(Files.readAllBytes(folder.resolve(name)));
            }
            static Object read(Object object, ObjectInputFilter filter) throws Exception {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                new ObjectOutputStream(bytes).writeObject(object);
                ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
                in.setObjectInputFilter(filter);
                return in.readObject();
            }
            final InputStream bomb = file("bomb.zip");
            final InputStream twice = file("twice.zip");
            final InputStream jpegWithZip = file("zip.jpg");
            final InputStream pngAndZip = file("zip.png");
            final Object object = new ArrayList<>();
            final HttpRequest toLoopback = HttpRequest.newBuilder(URI.create("https://127.0.0.1/")).build();
            final PublicHttpUrl url = PublicHttpUrl.parse("https://internal.example/").toOptional().orElseThrow();
            final org.xml.sax.InputSource xxe = new org.xml.sax.InputSource(new StringReader(
                    "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>"));
            Readme() throws Exception {}
            """;

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeFiles() throws Exception {
        byte[] zip = zip("a", 5);
        Files.write(folder.resolve("bomb.zip"), zip("zeros", 32 << 20));
        byte[] twice = zip("a", 1, "b", 1);
        for (int i = 0; i < twice.length - 1; i++) { // both headers of the second one
            twice[i] = twice[i] == 'b' ? (byte) 'a' : twice[i];
        }
        Files.write(folder.resolve("twice.zip"), twice);
        byte[] jpeg = image("jpg");
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(jpeg, 0, 2);
        both.writeBytes(new byte[] {(byte) 0xff, (byte) 0xfe, (byte) ((zip.length + 2) >> 8), (byte) (zip.length + 2)});
        both.writeBytes(zip);
        both.write(jpeg, 2, jpeg.length - 2);
        Files.write(folder.resolve("zip.jpg"), both.toByteArray());
        both.reset();
        both.writeBytes(image("png"));
        both.writeBytes(zip);
        Files.write(folder.resolve("zip.png"), both.toByteArray());
        Files.createSymbolicLink(folder.resolve("link"), Path.of("/etc"));
        System.setProperty("readme.folder", folder.toString());
    }

    private static byte[] zip(Object... namesAndSizes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < namesAndSizes.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) namesAndSizes[i]));
                zip.write(new byte[(int) namesAndSizes[i + 1]]);
            }
        }
        return out.toByteArray();
    }

    private static byte[] image(String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB), format, out);
        return out.toByteArray();
    }

    /** The README's table: a line of code, and what comes of it. */
    private static List<String[]> rows() throws IOException {
        Path root = Path.of(System.getProperty("seaworthy.root", "../.."), "core/sanitize");
        List<String[]> rows = new ArrayList<>();
        boolean table = false;
        for (String line : Files.readAllLines(root.resolve("README.md"))) {
            table = line.startsWith("|") && (table || line.startsWith("| need | package | line |"));
            String[] cells = line.split(" \\| ", -1);
            if (table && cells.length == 4 && cells[2].startsWith("`")) {
                String outcome = cells[3].substring(0, cells[3].length() - 2);
                rows.add(new String[] {
                    cells[2].substring(1, cells[2].length() - 1),
                    outcome.replace("throws `", "throws ").replace("`", "")
                });
            }
        }
        return rows;
    }

    private static Class<?> compiled(List<String[]> rows) throws Exception {
        StringBuilder source =
                new StringBuilder(IMPORTS).append("public class Readme {\n").append(GIVEN);
        for (int i = 0; i < rows.size(); i++) {
            source.append("public static Object row")
                    .append(i)
                    .append("() throws Exception { return new Readme().run")
                    .append(i)
                    .append("(); }\n");
            boolean nothing = rows.get(i)[0].contains("reader().parse");
            source.append("Object run")
                    .append(i)
                    .append("() throws Exception { ")
                    .append(nothing ? "" : "return ")
                    .append(rows.get(i)[0])
                    .append(nothing ? "; return null; }\n" : "; }\n");
        }
        Path file = folder.resolve("Readme.java");
        Files.writeString(file, source.append("}\n"));
        List<String> path = new ArrayList<>();
        for (Class<?> type :
                List.of(HtmlSanitizer.class, EvidenceSource.class, org.jspecify.annotations.Nullable.class)) {
            path.add(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        ByteArrayOutputStream faults = new ByteArrayOutputStream();
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        faults,
                        "-proc:none",
                        "-d",
                        folder.toString(),
                        "-cp",
                        String.join(File.pathSeparator, path),
                        file.toString());
        assertThat(result).as(faults.toString(StandardCharsets.UTF_8)).isZero();
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, ReadmeExampleTest.class.getClassLoader())
                .loadClass("Readme");
    }

    @Test
    void everyLineOfTheTable_doesWhatItSays() throws Exception {
        List<String[]> rows = rows();
        assertThat(rows).hasSizeGreaterThan(40);
        Class<?> readme = compiled(rows);
        List<String> said = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            said.add(rows.get(i)[0] + " -> " + rows.get(i)[1]);
            String outcome;
            try {
                outcome = String.valueOf(readme.getMethod("row" + i).invoke(null));
            } catch (InvocationTargetException thrown) {
                outcome = "throws " + thrown.getCause().getClass().getSimpleName();
            }
            seen.add(rows.get(i)[0] + " -> " + outcome);
        }
        assertThat(seen).containsExactlyElementsOf(said);
    }

    private static String status(String url) {
        Checked<FetchResponse, UrlRefusal> answer = PublicHttpClient.create().get(url);
        UrlRefusal refusal = answer.refusal(); // null where it was accepted
        return refusal != null
                ? refusal.code()
                : "" + answer.toOptional().orElseThrow().status();
    }

    @Test
    void fetches_areRefusedWithACode() {
        Checked<SafeHtml, HtmlRefusal> checked = HtmlSanitizer.article().sanitize("<b>x</b>");
        assertThat(checked.toOptional().orElseThrow()).hasToString("<b>x</b>");
        assertThat(status("http://2130706433/")).isEqualTo("invalid_url");
        assertThat(status("http://169.254.169.254/")).isEqualTo("blocked_address");
    }

    @Test
    void maskedValues_keepWhatTheyHide() {
        Email email = Email.parse("Ann@b.example").toOptional().orElseThrow();
        assertThat(email).hasToString("a***@b.example");
        assertThat(email.address()).isEqualTo("ann@b.example");
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
