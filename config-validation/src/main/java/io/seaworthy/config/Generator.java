package io.seaworthy.config;

import io.seaworthy.kernel.Secret;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;

/** Makes the secrets that development does not have to be given. Stateless. */
final class Generator {

    private Generator() {}

    static Secret secret(Setting setting, SecureRandom random) {
        Component.Generated rule = Objects.requireNonNull(setting.generated());
        byte[] bytes = new byte[rule.bytes()];
        random.nextBytes(bytes);
        try {
            boolean raw = rule.prefix().isEmpty()
                    && setting.converter() instanceof SecretConverter secret
                    && secret.isEncoded();
            return raw
                    ? Secret.of(bytes)
                    : Secret.ofUtf8(rule.prefix()
                            + java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }
}
