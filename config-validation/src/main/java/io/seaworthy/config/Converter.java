package io.seaworthy.config;

import java.util.Map;

/** From text to one type's value, and what to say about it. Stateless. */
interface Converter {

    /** The value of a text that is not empty. */
    Object convert(String text, Profile profile) throws Refused;

    /** Looks at what a value stands for outside of the process; nothing for most types. */
    default void checkPlace(Object value) throws Refused {}

    /** What is accepted, in words. */
    String accepted(Profile profile);

    /** One accepted text. */
    String example(Profile profile);

    /** The JSON Schema of the text, without {@code type}. */
    default Map<String, Object> schema() {
        return Map.of();
    }
}
