package io.seaworthy.config;

import io.seaworthy.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A secret, decoded and checked; nothing of it gets into a fault, not even its length. */
final class SecretConverter implements Converter {

    private final boolean base64;
    private final boolean orText;
    private final int minBytes;
    private final boolean hex;
    private final String pem;

    SecretConverter(Component component) {
        this.base64 = component.has("@Base64");
        this.orText = component.has("@Base64(orText)");
        this.minBytes = component.minBytes();
        this.hex = component.has("@Hex");
        this.pem = component.has("@Pem") ? component.pem() : "";
        if ((hex ? 1 : 0) + (base64 ? 1 : 0) + (pem.isEmpty() ? 0 : 1) > 1) {
            throw new IllegalArgumentException("a secret has one of @Base64, @Hex and @Pem");
        }
        if (component.has("@MinBytes") && minBytes < 1) {
            throw new IllegalArgumentException("@MinBytes is 1 or more");
        }
    }

    boolean isEncoded() {
        return base64 || hex;
    }

    boolean isKey() {
        return minBytes > 0;
    }

    int minBytes() {
        return minBytes;
    }

    @Override
    public Object convert(String text, Profile profile) throws Refused {
        byte[] content = decode(text, profile);
        try {
            if (isKey()) {
                String weakness = WeakSecrets.weakness(text, content, minBytes);
                if (weakness != null) {
                    throw new Refused(weakness, advice(profile));
                }
            }
            return Secret.of(content);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private byte[] decode(String text, Profile profile) throws Refused {
        if (!pem.isEmpty() && PemText.blocks(text, pem) == 0) {
            throw new Refused("not_pem");
        } else if (!pem.isEmpty()) {
            return (PemText.normal(text).strip() + "\n").getBytes(StandardCharsets.UTF_8);
        }
        byte[] decoded = base64 ? Encodings.base64(text) : hex ? Encodings.hex(text) : null;
        if (decoded != null) {
            return decoded;
        }
        if ((!base64 && !hex) || orText) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        if (isKey() && WeakSecrets.isPlaceholder(text)) {
            throw new Refused(WeakSecrets.PLACEHOLDER, advice(profile));
        }
        throw new Refused(hex ? "not_hex" : "not_base64");
    }

    private String advice(Profile profile) {
        return "A good one is " + example(profile);
    }

    @Override
    public String accepted(Profile profile) {
        String size = minBytes == 0 ? "" : minBytes + " or more ";
        if (!pem.isEmpty()) {
            return "PEM, -----BEGIN " + pem + "----- and so on";
        } else if (hex) {
            return "hexadecimal of " + size + (isKey() ? "random bytes" : "bytes");
        }
        if (!base64 || orText) {
            return isKey() ? size + "random bytes" + (base64 ? ", best as base64" : "") : "a secret";
        }
        return "base64 of " + size + (isKey() ? "random bytes" : "bytes");
    }

    /** A command, not a value: an example that can be copied is what production ends up with. */
    @Override
    public String example(Profile profile) {
        return isKey() ? "$(openssl rand " + (hex ? "-hex " : "-base64 ") + minBytes + ")" : "";
    }
}
