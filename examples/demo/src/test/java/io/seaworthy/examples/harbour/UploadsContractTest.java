package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.examples.harbour.Client.Answer;
import io.seaworthy.examples.harbour.Client.Session;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.seaworthy.examples.harbour.Deployment#tested")
class UploadsContractTest {

    @Parameter
    Deployment deployment;

    private Client client() {
        return deployment.client();
    }

    private static final byte[] PNG = png();

    private static byte[] png() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            javax.imageio.ImageIO.write(
                    new java.awt.image.BufferedImage(2, 2, java.awt.image.BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toByteArray();
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private Answer upload(Session session, String name, byte[] bytes) {
        return client().request("POST", "/api/uploads?name=" + name)
                .as(session)
                .body("application/octet-stream", bytes)
                .send();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void permittedContent_isAccepted() {
        Session session = client().sharedSession();

        Answer png = upload(session, "picture.png", PNG).isStatus(201);
        Answer text = upload(session, "readme.txt", utf8("just some text\n")).isStatus(201);

        assertThat(png.json().get("type").asText()).isEqualTo("image/png");
        assertThat(png.json().get("size").asInt()).isEqualTo(PNG.length);
        assertThat(png.json().get("name").asText()).isEqualTo("picture.png");
        assertThat(text.json().get("type").asText()).isEqualTo("text/plain");
    }

    @Test
    void forbiddenContent_isRefusedWithAReason() {
        Session session = client().sharedSession();
        Map<String, byte[]> bad = Map.of(
                "page.txt", utf8("<!DOCTYPE html><script>alert(1)</script>"),
                "vector.txt", utf8("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
                "archive.pdf", new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0, 0, 0, 0},
                "program.png", new byte[] {'M', 'Z', 0, 0, 0, 0, 0, 0},
                "elf.txt", new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0},
                "empty.txt", new byte[0],
                "script.txt", utf8("#!/bin/sh\nrm -rf x\n"));
        bad.forEach((name, bytes) -> {
            Answer answer = upload(session, name, bytes);
            assertThat(answer.status()).as(name).isIn(415, 422);
            assertThat(answer.json().get("code").asText()).as(name).isNotBlank();
        });
    }

    @Test
    void polyglot_isRefused() {
        Session session = client().sharedSession();
        byte[] tail = utf8("<script>alert(1)</script>");
        byte[] zip = {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0};
        for (byte[] extra : new byte[][] {tail, zip}) {
            byte[] both = new byte[PNG.length + extra.length];
            System.arraycopy(PNG, 0, both, 0, PNG.length);
            System.arraycopy(extra, 0, both, PNG.length, extra.length);
            assertThat(upload(session, "both.png", both).status()).isIn(415, 422);
        }
    }

    @Test
    void hostileNames_areRefusedOrMadeSafe() {
        Session session = client().sharedSession();
        for (String name : new String[] {
            "..%2f..%2fetc%2fpasswd",
            "CON.txt",
            ".htaccess",
            "a%00.txt",
            "invoice%E2%80%AEtxt.exe",
            "%2e%2e",
            "",
            "a%5cb.txt",
            "nul",
            "file.txt:stream"
        }) {
            Answer answer = upload(session, name, utf8("just some text"));
            assertThat(answer.status()).as(name).isIn(201, 400, 415, 422);
            if (answer.status() == 201) {
                assertThat(answer.json().get("name").asText())
                        .as(name)
                        .doesNotContain("/", "\\", "..", "\u0000", "\u202e", ":")
                        .doesNotStartWith(".");
            }
        }
    }

    @Test
    void over10MiB_is413() {
        Session session = client().sharedSession();

        client().request("POST", "/api/uploads?name=big.txt")
                .as(session)
                .chunked("application/octet-stream", utf8("0123456789abcde\n".repeat(10 * 64 * 1024) + "x"))
                .send()
                .isProblem(413, "too_large");
    }

    @Test
    void largeText_isAccepted() {
        upload(client().sharedSession(), "large.txt", utf8("0123456789abcde\n".repeat(64 * 1024)))
                .isStatus(201);
    }
}
