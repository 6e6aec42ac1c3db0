package io.seaworthy.config;

/** The environment's own name; every name is one, because an unknown one counts as production. */
final class ProfileConverter implements Converter {

    @Override
    public Object convert(String text, Profile profile) {
        return profile;
    }

    @Override
    public String accepted(Profile profile) {
        return "one of development, staging, production; an unknown name counts as production";
    }

    @Override
    public String example(Profile profile) {
        return profile.label();
    }
}
