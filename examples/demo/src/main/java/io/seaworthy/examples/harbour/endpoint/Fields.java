package io.seaworthy.examples.harbour.endpoint;

import io.seaworthy.examples.harbour.web.Form;
import io.seaworthy.sanitize.Checked;
import io.seaworthy.sanitize.Refusal;
import io.seaworthy.sanitize.html.HtmlSanitizer;
import io.seaworthy.sanitize.html.SafeHtml;
import io.seaworthy.sanitize.text.Email;
import io.seaworthy.sanitize.text.Title;
import org.jspecify.annotations.Nullable;

/** Fields that several forms have, checked and brought into their normal form; "" where they have a fault. */
final class Fields {

    private static final int MAX_EMAIL = 254;

    private Fields() {}

    static String email(Form form) {
        String text = form.filled("email", MAX_EMAIL);
        Email email = text.isEmpty() ? null : accepted(form, "email", Email.parse(text));
        return email == null ? "" : email.address();
    }

    static String title(Form form, int maxLength) {
        String text = form.text("title", maxLength);
        Title title = text.isEmpty() ? null : accepted(form, "title", Title.parse(text));
        return title == null ? "" : title.text();
    }

    static String html(Form form, HtmlSanitizer sanitizer, int maxLength) {
        String text = form.text("html", maxLength);
        SafeHtml html = text.isEmpty() ? null : accepted(form, "html", sanitizer.sanitize(text));
        if (html != null && html.html().length() > maxLength) {
            // Escapes lengthen a text, and what comes out must be fit to come in again.
            form.error("html", "too_long");
            return "";
        }
        return html == null ? "" : html.html();
    }

    private static <T, R extends Refusal> @Nullable T accepted(Form form, String field, Checked<T, R> checked) {
        if (checked instanceof Checked.Accepted<T, R> accepted) {
            return accepted.value();
        }
        if (checked instanceof Checked.Refused<T, R> refused) {
            form.error(field, refused.reason().code());
        }
        return null;
    }
}
