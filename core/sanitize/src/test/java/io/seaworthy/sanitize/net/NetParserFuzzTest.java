package io.seaworthy.sanitize.net;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Coverage-guided fuzzing of what reads HTTP from strangers; as {@code ParserFuzzTest}. */
class NetParserFuzzTest {

    private static final PublicHttpUrl URL =
            PublicHttpUrl.parse("https://host.example/a/b?c").toOptional().orElseThrow();
    private static final int MAX_BODY = 4_096;

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new AssertionError(what);
        }
    }

    private static boolean isLine(String text) {
        return text.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f && c <= 0xff));
    }

    private static FetchResponse read(byte[] answer) throws IOException {
        return new ResponseReader(new ByteArrayInputStream(answer), MAX_BODY).read(URL);
    }

    /** Written down plainly, an answer is read as the same. */
    @FuzzTest(maxDuration = "20s")
    void answers_areSoundOrMalformed(byte[] input) throws IOException {
        FetchResponse response;
        try {
            response = read(input);
        } catch (FetchFailure refused) {
            return;
        }
        require(response.status() >= 200 && response.status() <= 599, "status");
        require(response.body().length <= MAX_BODY, "size");
        StringBuilder head = new StringBuilder("HTTP/1.1 " + response.status() + "\r\n");
        for (Map.Entry<String, List<String>> field : response.headers().entrySet()) {
            for (String value : field.getValue()) {
                require(
                        isLine(field.getKey())
                                && isLine(value)
                                && !field.getKey().isEmpty(),
                        "a field");
                boolean framing = field.getKey().equals("transfer-encoding")
                        || field.getKey().equals("content-length");
                head.append(framing ? "" : field.getKey() + ":" + value + "\r\n");
            }
        }
        boolean empty = response.status() == 204 || response.status() == 304;
        head.append(empty ? "" : "content-length: " + response.body().length + "\r\n")
                .append("\r\n");
        if (head.length() < 32_768) {
            ByteArrayOutputStream plain = new ByteArrayOutputStream();
            plain.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            plain.writeBytes(response.body());
            require(Arrays.equals(read(plain.toByteArray()).body(), response.body()), "another answer");
        }
    }

    /** What is passed on is one head of sound lines, and passed on again it stays as it is. */
    @FuzzTest(maxDuration = "20s")
    void heads_arePassedOnAsOneHead(byte[] input) throws IOException {
        HttpHead head = HttpHead.read(new ByteArrayInputStream(input));
        if (head == null) {
            return;
        }
        require(isLine(head.start()) && head.fields().stream().allMatch(NetParserFuzzTest::isLine), "a line");
        HttpHead once = again(head);
        HttpHead twice = again(once);
        require(twice.equals(again(twice)), "changes again");
        require(once.values("connection").equals(List.of("close")), "connection");
        require(once.values("host").equals(List.of("host.example")), "host");
        require(once.values("transfer-encoding").equals(head.values("transfer-encoding")), "framing");
        require(once.values("content-length").equals(head.values("content-length")), "framing");
        require(RequestBody.length(head) == RequestBody.length(once), "length");
    }

    private static HttpHead again(HttpHead head) throws IOException {
        byte[] bytes = head.forwarded("GET / HTTP/1.1", "host.example");
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        HttpHead read = HttpHead.read(in);
        if (read == null) { // a little is added, which may be too much
            require(bytes.length > 32_700, "not a head");
            return new HttpHead("", List.of("host: host.example", "connection: close"));
        }
        require(in.available() == 0, "two messages");
        return read;
    }

    /** A body that was copied is there byte by byte and ends where another reader ends too. */
    @FuzzTest(maxDuration = "20s")
    void bodies_areCopiedExactly(byte[] input) {
        for (long length : new long[] {RequestBody.CHUNKED, input.length / 2}) {
            ByteArrayInputStream in = new ByteArrayInputStream(input);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try {
                RequestBody.copy(in, out, length);
            } catch (IOException malformed) {
                continue;
            }
            byte[] copied = out.toByteArray();
            require(copied.length == input.length - in.available(), "length");
            require(Arrays.equals(copied, Arrays.copyOf(input, copied.length)), "bytes");
            ByteArrayInputStream second = new ByteArrayInputStream(copied);
            try {
                RequestBody.copy(second, new ByteArrayOutputStream(), length);
            } catch (IOException malformed) {
                throw new AssertionError("not read again", malformed);
            }
            require(second.available() == 0, "ends elsewhere");
        }
    }

    /** Where it leads is a URL like any other; another host needs two slashes. */
    @FuzzTest(maxDuration = "20s")
    void locations_areUrlsOrRefused(byte[] input) {
        String location = new String(input, StandardCharsets.UTF_8);
        PublicHttpUrl target = Redirects.resolve(URL, location).toOptional().orElse(null);
        if (target != null) {
            require(
                    target.equals(
                            PublicHttpUrl.parse(target.toString()).toOptional().orElse(null)),
                    "not settled");
            require(target.host().equals(URL.host()) || location.contains("//"), "another host");
            boolean relative = location.startsWith("/") && !location.startsWith("//");
            String path = target.target().split("\\?", -1)[0];
            require(!relative || !List.of(path.split("/", -1)).contains(".."), "dots");
        }
    }
}
