package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.examples.harbour.Client.Answer;
import io.seaworthy.examples.harbour.Client.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.seaworthy.examples.harbour.Deployment#tested")
class LinksContractTest {

    @Parameter
    Deployment deployment;

    private Client client() {
        return deployment.client();
    }

    @Test
    void go_redirectsToLocalPathsExactly() {
        for (String to : new String[] {"/", "/notes", "/a/b?c=d", "/a%20b", "/x#y"}) {
            Answer answer = client().get(
                            "/go?to=" + java.net.URLEncoder.encode(to, java.nio.charset.StandardCharsets.UTF_8))
                    .send()
                    .isStatus(302);
            assertThat(answer.header("Location")).isEqualTo(to);
        }
    }

    @Test
    void go_writesASpaceAsAUriCan() {
        for (String to : new String[] {"/a%20b", "/a+b"}) {
            Answer answer = client().get("/go?to=" + to).send().isStatus(302);
            assertThat(answer.header("Location")).isEqualTo("/a%20b");
        }
    }

    @Test
    void go_refusesWhatLeavesTheSite() {
        for (String to : new String[] {
            "https://evil.example/",
            "//evil.example/",
            "/\\evil.example",
            "\\\\evil.example",
            "javascript:alert(1)",
            "notes",
            "",
            "/\t/evil.example",
            "/\r\nX: y",
            "///evil.example",
            "/\u0000",
            " /",
            "https:evil.example",
            "/\u007f"
        }) {
            Answer answer = client().get(
                            "/go?to=" + java.net.URLEncoder.encode(to, java.nio.charset.StandardCharsets.UTF_8))
                    .send();
            assertThat(answer.status()).as(to).isEqualTo(400);
            assertThat(answer.headers("Location")).isEmpty();
        }
        client().get("/go").send().isStatus(400);
    }

    private Answer fetch(Session session, String url) {
        return client().get(
                        "/api/fetch?url=" + java.net.URLEncoder.encode(url, java.nio.charset.StandardCharsets.UTF_8))
                .as(session)
                .send();
    }

    @Test
    void fetch_refusesWhatIsNoPublicUrl() {
        Session session = client().sharedSession();
        for (String url : new String[] {
            "",
            "x",
            "ftp://example.org/",
            "file:///etc/passwd",
            "http://user@example.org/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://127.1/",
            "http://exa mple.org/",
            "//example.org/",
            "http:/example.org",
            "gopher://x/",
            "http://[::1",
            "http://EXAMPLE.org./%zz"
        }) {
            fetch(session, url).isProblem(400, "invalid_url");
        }
    }

    @Test
    void fetch_refusesAddressesThatAreNotPublic() {
        Session session = client().sharedSession();
        for (String url : new String[] {
            "http://127.0.0.1/",
            "http://10.0.0.1/",
            "http://169.254.169.254/latest/meta-data/",
            "http://[::1]/",
            "http://[::ffff:127.0.0.1]/",
            "http://192.168.0.1/",
            "http://100.64.0.1/",
            "http://[fd00::1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://0.0.0.0/",
            "http://localhost/"
        }) {
            fetch(session, url).isProblem(422, "blocked_address");
        }
    }

    @Test
    void fetch_refusesOtherPorts_andUnknownNames() {
        Session session = client().sharedSession();

        fetch(session, "http://93.184.216.34:22/").isProblem(422, "blocked_port");
        fetch(session, "http://no-such-host.invalid/").isProblem(422, "unresolvable");
    }
}
