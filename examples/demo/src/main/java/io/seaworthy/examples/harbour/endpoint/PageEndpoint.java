package io.seaworthy.examples.harbour.endpoint;

import io.seaworthy.examples.harbour.web.Call;
import io.seaworthy.examples.harbour.web.Endpoint;
import io.seaworthy.examples.harbour.web.Reply;
import io.seaworthy.kernel.RequestAttributes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The one page: its script and its style carry the nonce of this response's policy. */
public final class PageEndpoint implements Endpoint {

    private final String template;

    public PageEndpoint() {
        try (InputStream resource = PageEndpoint.class.getResourceAsStream("/harbour/page.html")) {
            template = new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Reply answer(Call call) {
        String nonce = Objects.requireNonNull(
                call.head().attribute(RequestAttributes.CSP_NONCE), "the page's header profile has a nonce");
        return Reply.html(200, template.replace("{{nonce}}", nonce));
    }
}
