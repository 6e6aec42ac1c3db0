package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.examples.harbour.Client.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.seaworthy.examples.harbour.Deployment#tested")
class PageContractTest {

    @Parameter
    Deployment deployment;

    private Client client() {
        return deployment.client();
    }

    @Test
    void page_hasAStrictPolicyWithANonceThatChanges() {
        Answer first = client().get("/").send().isStatus(200);
        Answer second = client().get("/").send().isStatus(200);

        String policy = first.header("Content-Security-Policy");
        assertThat(policy)
                .contains("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-inline", "unsafe-eval");
        assertThat(nonce(policy)).matches("[A-Za-z0-9_-]{22,}");
        assertThat(nonce(policy)).isNotEqualTo(nonce(second.header("Content-Security-Policy")));
        assertThat(first.text()).contains("nonce=\"" + nonce(policy) + "\"");
        assertThat(first.header("Content-Type")).startsWith("text/html");
        assertThat(first.header("Cache-Control")).doesNotContain("public");
    }

    private static String nonce(String policy) {
        int start = policy.indexOf("'nonce-") + 7;
        return policy.substring(start, policy.indexOf('\'', start));
    }

    @Test
    void reports_areAlwaysAnswered204() {
        String legacy =
                "{\"csp-report\":{\"document-uri\":\"https://x/\",\"violated-directive\":\"script-src\",\"blocked-uri\":\"inline\"}}";
        String modern =
                "[{\"type\":\"csp-violation\",\"age\":1,\"url\":\"https://x/\",\"user_agent\":\"a\",\"body\":{\"effectiveDirective\":\"script-src\"}}]";
        client().request("POST", "/csp-reports")
                .header("Sec-Fetch-Site", "cross-site")
                .body("application/csp-report", legacy)
                .send()
                .isStatus(204);
        client().request("POST", "/csp-reports")
                .body("application/reports+json", modern)
                .send()
                .isStatus(204);
        client().request("POST", "/csp-reports")
                .body("application/reports+json", "{garbage")
                .send()
                .isStatus(204);
        client().request("POST", "/csp-reports").body("text/plain", "x").send().isStatus(204);
        client().request("POST", "/csp-reports")
                .body("application/csp-report", "x".repeat(500_000))
                .send()
                .isStatus(204);
        client().request("POST", "/csp-reports")
                .chunked("application/csp-report", new byte[500_000])
                .send()
                .isStatus(204);
    }

    @Test
    void head_hasNoBody() {
        Answer head = client().request("HEAD", "/").send();

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.text()).isEmpty();
    }
}
