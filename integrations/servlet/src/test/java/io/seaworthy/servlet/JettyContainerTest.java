package io.seaworthy.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.testkit.RawResponse;
import org.junit.jupiter.api.Test;

class JettyContainerTest
        implements AsyncContract,
                BodyContract,
                DispatchContract,
                ErrorContract,
                HeadContract,
                SecureContract,
                Servlet61Contract,
                WriterContract {

    @Override
    public ServletServer server() {
        return new JettyServer();
    }

    /** Answered by the container, before any filter. */
    @Test
    void serverWideOptions_neverReachTheFilter() throws Exception {
        try (Run run = run((request, response) -> response.setStatus(204))) {
            RawResponse response = run.send("OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.all(ENFORCED)).isEmpty();
            assertThat(run.endings).isEmpty();
        }
    }
}
