package io.seaworthy.headers;

import static io.seaworthy.testkit.GuardAssertions.assertThat;

import io.seaworthy.headers.cors.CorsPolicy;
import io.seaworthy.headers.csrf.CsrfProtection;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.Outcome;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.kernel.net.CidrSet;
import io.seaworthy.kernel.net.TrustedProxies;
import io.seaworthy.testkit.RecordingHeaders;
import io.seaworthy.testkit.RequestHeads;
import org.junit.jupiter.api.Test;

/** The code of the README, run; and what happens in the wrong order. */
class ReadmeExampleTest {

    private static RecordingHeaders answer(GuardChain chain, ServerRequest request) {
        Outcome outcome = chain.run(request);
        RecordingHeaders headers = RecordingHeaders.create();
        outcome.write(headers);
        return headers;
    }

    @Test
    void threeLines_protectAService() {
        var headers = SecurityHeaders.htmlStrict();
        var cors = CorsPolicy.builder()
                .origins("https://app.example.com")
                .credentials()
                .paths("/api/**")
                .build();
        var csrf = CsrfProtection.builder().trusting(cors).build();
        var chain = GuardChain.of(TrustedProxies.of(CidrSet.of("10.0.0.0/8")), headers, cors, csrf);

        ServerRequest evil = RequestHeads.post("/api/notes")
                .scheme("https")
                .header("Origin", "https://evil.example")
                .header("Sec-Fetch-Site", "cross-site")
                .build();
        assertThat(chain.run(evil).decision()).rejects(403, "cross_site");
        assertThat(answer(chain, evil).names())
                .as("the refusal carries the headers too")
                .contains("Strict-Transport-Security", "Content-Security-Policy", "Vary")
                .doesNotContain("Access-Control-Allow-Origin");
        ServerRequest app = RequestHeads.post("/api/notes")
                .header("Origin", "https://app.example.com")
                .header("Sec-Fetch-Site", "cross-site")
                .build();
        assertThat(chain.run(app).proceeds()).isTrue();
    }

    @Test
    void oneLine_setsTheHeaders() {
        var chain = GuardChain.of(TrustedProxies.none(), SecurityHeaders.api());

        assertThat(answer(chain, RequestHeads.get("/").build()).names())
                .contains("Content-Security-Policy", "X-Content-Type-Options");
    }

    @Test
    void wrongOrder_losesTheHeadersOnRefusals() {
        GuardChain wrong = GuardChain.of(CsrfProtection.fetchMetadata(), SecurityHeaders.api());
        ServerRequest evil =
                RequestHeads.post("/").header("Sec-Fetch-Site", "cross-site").build();
        assertThat(answer(wrong, evil).names()).doesNotContain("X-Content-Type-Options");
    }
}
