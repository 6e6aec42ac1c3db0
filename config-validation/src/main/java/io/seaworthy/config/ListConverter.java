package io.seaworthy.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Elements between commas, as a list, or as a set in the order of the text. */
final class ListConverter implements Converter {

    private final Converter element;
    private final boolean distinct;

    ListConverter(Converter element, boolean distinct) {
        this.element = element;
        this.distinct = distinct;
    }

    /** The elements' texts without the white space around. */
    static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            parts.add(part.strip());
        }
        return parts;
    }

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        List<Object> values = new ArrayList<>();
        List<Refused.Reason> faults = new ArrayList<>();
        List<String> parts = split(text);
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            String place = "[" + i + "]";
            if (part.isEmpty()) {
                faults.add(new Refused.Reason(place, "", "empty_element", null));
                continue;
            }
            try {
                Object value = element.convert(part, profile);
                if (distinct && values.contains(value)) {
                    faults.add(new Refused.Reason(place, part, "given_twice", null));
                }
                values.add(value);
            } catch (Refused refused) {
                for (Refused.Reason reason : refused.reasons()) {
                    faults.add(new Refused.Reason(place + reason.element(), part, reason.code(), reason.hint()));
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new Refused(faults);
        }
        return distinct ? setOf(values) : List.copyOf(values);
    }

    @Override
    public void checkPlace(Object value) throws Refused {
        for (Object each : (Iterable<?>) value) {
            element.checkPlace(each);
        }
    }

    private static Set<Object> setOf(List<Object> values) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(values));
    }

    @Override
    public String accepted(Profile profile) {
        return element.accepted(profile) + "; several with commas between";
    }

    @Override
    public String example(Profile profile) {
        return element.example(profile);
    }
}
