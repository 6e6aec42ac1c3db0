package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.seaworthy.examples.harbour.Client.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.seaworthy.examples.harbour.Deployment#tested")
class NotesContractTest {

    @Parameter
    Deployment deployment;

    private Client client() {
        return deployment.client();
    }

    private String sanitised(Session session, String html) {
        return client().post("/api/notes", "title", "A note", "html", html)
                .as(session)
                .send()
                .isStatus(201)
                .json()
                .get("html")
                .asText();
    }

    @Test
    void notes_areListedNewestFirst_andOnlyToTheirOwner() {
        Session ada = client().session();
        Session eve = client().session();
        sanitised(ada, "<p>one</p>");
        JsonNode note = client().post("/api/notes", "title", "Two", "html", "<p>two</p>")
                .as(ada)
                .send()
                .isStatus(201)
                .json();

        JsonNode items =
                client().get("/api/notes").as(ada).send().isStatus(200).json().get("items");

        assertThat(note.get("id").asText()).isNotBlank();
        assertThat(note.get("title").asText()).isEqualTo("Two");
        assertThat(note.get("created_at").asText()).isNotBlank();
        assertThat(items).hasSize(2);
        assertThat(items.findValuesAsText("html")).contains("<p>two</p>", "<p>one</p>");
        assertThat(client().get("/api/notes").as(eve).send().json().get("items"))
                .isEmpty();
    }

    @Test
    void htmlThatGrowsTooLarge_is422() {
        for (String html : new String[] {"&".repeat(32_000), "<".repeat(32_000)}) {
            client().post("/api/notes", "title", "A note", "html", html)
                    .as(client().sharedSession())
                    .send()
                    .isProblem(422, "validation_failed");
        }
    }

    @Test
    void permittedElements_areKept_andPayloadsAreNot() {
        Session session = client().sharedSession();
        String rich = "<p>a <b>b</b> <i>c</i> <em>d</em> <strong>e</strong></p>"
                + "<ul><li>f</li></ul><ol><li>g</li></ol><blockquote>h</blockquote><pre><code>i</code></pre>"
                + "<a href=\"https://example.org/\">j</a><br />";

        String clean = sanitised(
                session,
                rich + "<script>alert(1)</script><img src=x onerror=alert(1)><a href=\"javascript:alert(1)\">k</a>");

        for (String element : new String[] {
            "<p>",
            "<b>",
            "<i>",
            "<em>",
            "<strong>",
            "<ul>",
            "<ol>",
            "<li>",
            "<blockquote>",
            "<pre>",
            "<code>",
            "<br",
            "<a href"
        }) {
            assertThat(clean).contains(element);
        }
        assertThat(clean).doesNotContain("script", "onerror", "alert(1)</");
    }

    @Test
    void sanitisingAgain_changesNothing() {
        Session session = client().sharedSession();
        for (String html : new String[] {
            "<p>plain</p>",
            "a < b && c > d",
            "<b><p>mixed</b></p>",
            "<svg><style><img src=x onerror=alert(1)></style>",
            "&lt;script&gt;"
        }) {
            String once = sanitised(session, html);
            assertThat(sanitised(session, once)).as(html).isEqualTo(once);
        }
    }

    @Test
    void tooDeep_isRefused() {
        Session session = client().sharedSession();

        client().post("/api/notes", "title", "Deep", "html", "<blockquote>".repeat(2_000))
                .as(session)
                .send()
                .isProblem(422, "validation_failed");
    }

    @Test
    void badFields_areAllReported() {
        Session session = client().sharedSession();

        JsonNode errors = client().post("/api/notes", "title", 5)
                .as(session)
                .send()
                .isProblem(422, "validation_failed")
                .json()
                .get("errors");

        assertThat(errors.findValuesAsText("field")).contains("title", "html");
    }
}
