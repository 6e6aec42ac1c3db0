package io.seaworthy.benchmarks.text;

import com.google.common.html.HtmlEscapers;
import io.seaworthy.sanitize.encode.Encode;
import java.util.function.UnaryOperator;
import org.apache.commons.text.StringEscapeUtils;
import org.springframework.web.util.HtmlUtils;

/** Who encodes text for HTML. */
public enum EncodePeer {
    SEAWORTHY(Encode::html),
    OWASP(org.owasp.encoder.Encode::forHtml),
    COMMONS_TEXT(StringEscapeUtils::escapeHtml4),
    SPRING(HtmlUtils::htmlEscape),
    GUAVA(HtmlEscapers.htmlEscaper()::escape),
    /** The characters copied, none replaced. */
    FLOOR(text -> new String(text.toCharArray()));

    private final UnaryOperator<String> encoder;

    EncodePeer(UnaryOperator<String> encoder) {
        this.encoder = encoder;
    }

    String encode(String text) {
        return encoder.apply(text);
    }
}
