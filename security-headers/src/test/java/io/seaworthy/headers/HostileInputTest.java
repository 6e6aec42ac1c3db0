package io.seaworthy.headers;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.headers.cors.CorsPolicy;
import io.seaworthy.headers.csp.CspIntake;
import io.seaworthy.headers.csp.CspReports;
import io.seaworthy.headers.csp.CspViolationGroup;
import io.seaworthy.headers.csrf.CsrfProtection;
import io.seaworthy.headers.csrf.FormResult;
import io.seaworthy.headers.csrf.SignedDoubleSubmit;
import io.seaworthy.headers.internal.WebOrigin;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonLimits;
import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.testkit.RequestHeads;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a client sends: a decision, never an exception, and nothing of it in a header that it has no business in. */
class HostileInputTest {

    private static final List<String> SEEDS = List.of(
            "https://app.example.com",
            "https://a.example.org:8443",
            "null",
            "authorization,content-type",
            "DELETE",
            "/api/a%2e%2e/b",
            "same-origin",
            "__Host-csrf=AAAA; a=b",
            "{\"csp-report\":{\"blocked-uri\":\"https://a.example/\",\"effective-directive\":\"img-src\"}}",
            "[{\"type\":\"csp-violation\",\"body\":{\"blockedURL\":\"inline\"}}]",
            "a=1&_csrf=x%20y",
            "application/x-www-form-urlencoded");

    private static final String MARKS = ":/@[]%.,;&=\"\\\u0000\r\n*#? ";

    private final CorsPolicy cors = CorsPolicy.builder()
            .origins("https://app.example.com", "https://*.example.org:*")
            .credentials()
            .requestHeaders("authorization", "content-type")
            .build();
    private final CsrfProtection csrf =
            CsrfProtection.builder().trusting(cors).exempt("/csp-reports").build();
    private final SignedDoubleSubmit tokens = SignedDoubleSubmit.builder(
                    Secret.of(new byte[32]), head -> head.header("X-Test-Session"))
            .verifyingFormsInHandlers()
            .build();
    private final HttpsRedirect redirect = HttpsRedirect.to("https://harbour.example");
    private final AllowedHosts hosts = AllowedHosts.of("harbour.example");
    private final HeadersByRoute headers = SecurityHeaders.byRoute(SecurityHeaders.api())
            .profile("/", SecurityHeaders.htmlStrict())
            .build();
    private final OutgoingCookies cookies = OutgoingCookies.hardened();

    @Test
    void mutatedInput_endsInADecision() {
        long seed = System.nanoTime();
        System.out.println("HostileInputTest seed " + seed);
        Random random = new Random(seed);
        CspReports reports = unlimited();
        for (int i = 0; i < 30_000; i++) {
            probe(random, reports, () -> mutate(random));
        }
    }

    @Test
    void naughtyStrings_endInADecision() throws Exception {
        Path file = Path.of(System.getProperty("seaworthy.vectors", "."), "text", "blns.json");
        if (!Files.isRegularFile(file)) {
            System.out.println("HostileInputTest skipped naughty strings: no file " + file);
            return;
        }
        JsonLimits limits = JsonLimits.strict().bytes(1 << 20).dangerouslyAcceptLoneSurrogates();
        List<?> lines = (List<?>) Json.read(Files.readAllBytes(file), limits);
        assertThat(lines).isNotEmpty();
        Random random = new Random(1);
        CspReports reports = unlimited();
        for (Object line : lines) {
            probe(random, reports, () -> (String) line);
        }
        System.out.println("HostileInputTest ran " + lines.size() + " naughty strings");
    }

    private static CspReports unlimited() {
        return CspReports.builder()
                .perClientPerMinute(60_000)
                .perMinute(6_000_000)
                .build();
    }

    private interface Text {
        String next();
    }

    private void probe(Random random, CspReports reports, Text text) {
        String origin = text.next();
        RequestHeads request = RequestHeads.of(random.nextBoolean() ? "OPTIONS" : text.next(), "/")
                .authority(text.next())
                .header("Origin", origin)
                .header("Access-Control-Request-Method", random.nextBoolean() ? "GET" : text.next())
                .header("Access-Control-Request-Headers", text.next())
                .header("Content-Type", random.nextBoolean() ? "application/x-www-form-urlencoded" : text.next())
                .header("Cookie", text.next())
                .header("X-CSRF-Token", text.next());
        if (random.nextBoolean()) {
            request.header("Sec-Fetch-Site", text.next());
        }
        RequestHead head = request.build();
        Decision decision = cors.check(head);
        boolean listed = cors.lists(origin);
        assertThat(decision.headers().toString().contains("Access-Control-Allow-Origin: "))
                .isEqualTo(listed && !(decision instanceof Decision.Reject));
        assertThat(listed && WebOrigin.parseOrNull(origin) == null).isFalse();
        assertThat(csrf.check(head)).isNotNull();
        assertThat(tokens.check(head)).isNotNull();
        assertThat(hosts.check(head)).isNotNull();
        assertThat(headers.check(head)).isNotNull();
        assertThat(cookies.check(head)).isNotNull();
        RequestHead target = RequestHeads.get(text.next()).build();
        assertThat(redirect.check(target).headers().toString()).contains("Location: https://harbour.example/");
        assertThat(headers.check(target)).isNotNull();
        byte[] body = text.next().getBytes(StandardCharsets.UTF_8);
        assertThat(tokens.form(head, body)).isInstanceOf(FormResult.Refused.class);
        String type = random.nextBoolean() ? "application/csp-report" : "application/reports+json";
        CspIntake intake = reports.accept(type, new ByteArrayInputStream(body), IpAddress.ofBits(1, random.nextLong()));
        assertThat(intake).isNotNull();
        for (CspViolationGroup group : reports.groups()) {
            assertThat(group.first().blocked()).matches("[!-~]{0,200}");
        }
        reports.clear();
    }

    private static String mutate(Random random) {
        StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
        for (int i = random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, (char) random.nextInt(0x180));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(3)));
                case 2 -> text.insert(at, SEEDS.get(random.nextInt(SEEDS.size())));
                default -> text.insert(at, MARKS.charAt(random.nextInt(MARKS.length())));
            }
        }
        return text.isEmpty() ? "x" : text.toString();
    }
}
