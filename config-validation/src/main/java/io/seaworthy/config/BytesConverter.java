package io.seaworthy.config;

import org.jspecify.annotations.Nullable;

/** A {@code byte[]} in base64, or in hexadecimal, of a length. */
final class BytesConverter implements Converter {

    private final boolean hex;
    private final int min;
    private final int max;

    BytesConverter(Component component) {
        this.hex = component.has("@Hex");
        boolean base64 = component.has("@Base64");
        if (hex == base64) {
            throw new IllegalArgumentException("a byte[] has either @Base64 or @Hex");
        }
        this.min = component.lengthMin();
        this.max = component.lengthMax();
        if (min < 0 || min > max) {
            throw new IllegalArgumentException("@Length(min) is 0 or more and not above its max");
        }
    }

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        byte @Nullable [] bytes = hex ? Encodings.hex(text) : Encodings.base64(text);
        if (bytes == null) {
            throw new Refused(hex ? "not_hex" : "not_base64");
        } else if (bytes.length < min || bytes.length > max) {
            throw new Refused("wrong_length");
        }
        return bytes;
    }

    @Override
    public String accepted(Profile profile) {
        String size = min == max ? min + " bytes" : min + " bytes or more";
        String most = min == max || max == Integer.MAX_VALUE ? "" : ", " + max + " at most";
        return (hex ? "hexadecimal" : "base64") + " of " + (min == 0 && most.isEmpty() ? "bytes" : size + most);
    }

    @Override
    public String example(Profile profile) {
        byte[] zeros = new byte[Math.min(Math.max(1, min), Math.min(max, 4_096))];
        return hex ? "00".repeat(zeros.length) : java.util.Base64.getEncoder().encodeToString(zeros);
    }
}
