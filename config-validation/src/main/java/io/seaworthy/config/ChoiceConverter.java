package io.seaworthy.config;

import io.seaworthy.kernel.config.DidYouMean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One of a few words: an enum's constants in lower case with hyphens, or {@code true} and {@code false}. */
final class ChoiceConverter implements Converter {

    private final Map<String, Object> choices = new LinkedHashMap<>();
    private final String code;

    private ChoiceConverter(String code) {
        this.code = code;
    }

    static Converter ofBoolean() {
        ChoiceConverter converter = new ChoiceConverter("not_a_boolean");
        converter.choices.put("true", true);
        converter.choices.put("false", false);
        return converter;
    }

    static Converter of(Object[] constants) {
        ChoiceConverter converter = new ChoiceConverter("not_an_option");
        for (Object constant : constants) {
            String name = constant instanceof Enum<?> value ? value.name() : constant.toString();
            converter.choices.put(name.toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        return converter;
    }

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        Object value = choices.get(text);
        if (value == null) {
            String meant = DidYouMean.closest(text, choices.keySet());
            throw new Refused(code, meant == null ? null : "Did you mean " + meant + "?");
        }
        return value;
    }

    @Override
    public String accepted(Profile profile) {
        return "one of " + String.join(", ", choices.keySet());
    }

    @Override
    public String example(Profile profile) {
        return choices.keySet().iterator().next();
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("enum", List.copyOf(choices.keySet()));
    }
}
