package io.seaworthy.config;

import java.util.List;

/** A {@code String}: one line of text, with what it must start with. */
final class TextConverter implements Converter {

    private final List<String> starts;

    TextConverter(Component component) {
        this.starts = component.starts();
    }

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        if (Direct.hasControl(text)) {
            throw new Refused("control_character");
        }
        if (!starts.isEmpty() && !hasStart(text)) {
            throw new Refused("wrong_start");
        }
        return text;
    }

    private boolean hasStart(String text) {
        for (String start : starts) {
            if (text.startsWith(start)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String accepted(Profile profile) {
        return starts.isEmpty() ? "one line of text" : "text that starts with '" + String.join("' or '", starts) + "'";
    }

    @Override
    public String example(Profile profile) {
        return starts.isEmpty() ? "text" : starts.get(0) + "...";
    }
}
