package io.seaworthy.config;

/** A DNS name or an address literal; nothing is looked up. */
final class HostConverter implements Converter {

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        if (!Direct.isHost(text)) {
            throw new Refused("not_a_host", text.contains("://") ? "Leave out the scheme" : null);
        }
        return text;
    }

    @Override
    public String accepted(Profile profile) {
        return "a host name or an address, without scheme and port";
    }

    @Override
    public String example(Profile profile) {
        return "127.0.0.1";
    }
}
