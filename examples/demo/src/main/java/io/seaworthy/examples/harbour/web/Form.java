package io.seaworthy.examples.harbour.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.seaworthy.kernel.http.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request's JSON object, read field by field; all faults of the fields end in one answer. */
public final class Form {

    private static final Problem MALFORMED = Problem.of(400, "malformed_request", "The body is not a JSON object");
    private static final Problem UNSUPPORTED = Problem.of(415, "unsupported_type", "The body must be application/json");

    private final ObjectNode object;
    private final List<Map<String, String>> errors = new ArrayList<>();

    private Form(ObjectNode object) {
        this.object = object;
    }

    /** What an endpoint does with a form. */
    @FunctionalInterface
    public interface Use {
        Reply answer(Call call, Form form) throws IOException;
    }

    /** An endpoint that takes a JSON object. */
    public static Endpoint endpoint(Use use) {
        return call -> {
            String type = call.head().header("Content-Type");
            if (type != null && !isJson(type)) {
                return Reply.problem(UNSUPPORTED);
            }
            ObjectNode object = Json.readObject(call);
            return object == null ? Reply.problem(MALFORMED) : use.answer(call, new Form(object));
        };
    }

    private static boolean isJson(String contentType) {
        int end = contentType.indexOf(';');
        String essence = end < 0 ? contentType : contentType.substring(0, end);
        return essence.strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    /** A required text; "" and a fault where it is missing, no text, not well-formed, or too long. */
    public String text(String field, int maxLength) {
        JsonNode node = object.get(field);
        if (node == null || !node.isTextual()) {
            error(field, "required_text");
            return "";
        }
        String text = node.textValue();
        if (text.length() > maxLength || !isWellFormed(text)) {
            error(field, text.length() > maxLength ? "too_long" : "malformed_text");
            return "";
        }
        return text;
    }

    /** A required text that is not empty; "" always comes with a fault. */
    public String filled(String field, int maxLength) {
        int before = errors.size();
        String text = text(field, maxLength);
        if (text.isEmpty() && errors.size() == before) {
            error(field, "required_text");
        }
        return text;
    }

    /** Half a surrogate pair, which an escape can smuggle in, is no character: each store would make another of it. */
    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    /** An optional whole number; the fallback where it is absent, a fault where it is anything else. */
    public int number(String field, int fallback, int min, int max) {
        JsonNode node = object.get(field);
        if (node == null || node.isNull()) {
            return fallback;
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < min || node.intValue() > max) {
            error(field, "out_of_range");
            return fallback;
        }
        return node.intValue();
    }

    /** A list of texts; empty where it is absent, a fault where it is anything else. */
    public List<String> texts(String field, int maxSize) {
        JsonNode node = object.get(field);
        if (node == null || node.isNull()) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        boolean good = node.isArray() && node.size() <= maxSize;
        for (JsonNode element : node) {
            good &= element.isTextual() && isWellFormed(element.textValue());
            texts.add(element.asText());
        }
        if (!good) {
            error(field, "required_texts");
            return List.of();
        }
        return texts;
    }

    public void error(String field, String reason) {
        errors.add(Map.of("field", field, "reason", reason));
    }

    /** The answer to a form with faults, or null where it has none. */
    public @Nullable Reply refusal() {
        return errors.isEmpty()
                ? null
                : Reply.problem(Problem.of(422, "validation_failed", "The request's fields are not acceptable")
                        .with("errors", List.copyOf(errors)));
    }
}
