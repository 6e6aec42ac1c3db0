package io.seaworthy.config;

import io.seaworthy.kernel.net.IpAddress;

/** A DNS name or an address literal; nothing is looked up. */
final class HostConverter implements Converter {

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        if (!isHost(text)) {
            throw new Refused("not_a_host", text.contains("://") ? "Leave out the scheme" : null);
        }
        return text;
    }

    static boolean isHost(String text) {
        if (text.indexOf(':') >= 0) {
            return IpAddress.parse(text) != null;
        }
        if (text.length() > 253 || text.isEmpty()) {
            return false;
        }
        String[] labels = text.split("\\.", -1);
        for (String label : labels) {
            if (!isLabel(label)) {
                return false;
            }
        }
        String last = labels[labels.length - 1];
        boolean numeric =
                last.chars().allMatch(c -> c >= '0' && c <= '9') || last.startsWith("0x") || last.startsWith("0X");
        return !numeric || IpAddress.parse(text) != null;
    }

    private static boolean isLabel(String label) {
        return !label.isEmpty()
                && label.length() <= 63
                && label.charAt(0) != '-'
                && label.charAt(label.length() - 1) != '-'
                && label.chars().allMatch(c -> c == '-' || c < 0x80 && Character.isLetterOrDigit(c));
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
