package io.seaworthy.config;

import org.jspecify.annotations.Nullable;

/** What a schema converts itself. Whatever it throws is a fault; the message is dropped, because it may hold the value. */
record CustomConverter(Schema<?> owner, String variable, String what) implements Converter {

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        @Nullable Object value;
        try {
            value = owner.parse(variable, text);
        } catch (Exception refused) {
            throw new Refused("malformed");
        }
        if (value == null) {
            throw new Refused("malformed");
        }
        return value;
    }

    @Override
    public String accepted(Profile profile) {
        return "a valid " + what;
    }

    @Override
    public String example(Profile profile) {
        return "";
    }
}
