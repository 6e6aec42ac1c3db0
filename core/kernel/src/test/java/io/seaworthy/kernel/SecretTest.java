package io.seaworthy.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SecretTest {

    private static final byte[] BYTES = "correct horse".getBytes(StandardCharsets.UTF_8);

    @Test
    void content_isNotInToStringOrEqualsOrHashCode() {
        Secret secret = Secret.of(BYTES);
        Secret twin = Secret.of(BYTES);
        assertThat(secret).hasToString("Secret[redacted]").isNotEqualTo(twin);
        assertThat(secret.hashCode()).isEqualTo(System.identityHashCode(secret));
        assertThat(secret.length()).isEqualTo(13);
    }

    @Test
    void serialisation_isRefused() {
        assertThatThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(Secret.of(BYTES)))
                .isInstanceOf(NotSerializableException.class);
    }

    @Test
    void comparison_isByContent() {
        Secret secret = Secret.ofUtf8("correct horse");
        assertThat(secret.matches(Secret.of(BYTES))).isTrue();
        assertThat(secret.matches(BYTES)).isTrue();
        assertThat(secret.matches("correct hors".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(secret.matches(Secret.ofUtf8("correct horsf"))).isFalse();
        assertThat(secret.matches(new byte[0])).isFalse();
    }

    @Test
    void bytes_areCopiedInAndOut() {
        byte[] own = BYTES.clone();
        Secret secret = Secret.of(own);
        own[0] = 'x';
        secret.exposeTo(bytes -> bytes[0] = 'y');
        assertThat(secret.exposeUtf8()).isEqualTo("correct horse");
    }

    @Test
    void lentCopy_isWipedAlsoAfterAnException() {
        AtomicReference<byte[]> kept = new AtomicReference<>();
        assertThatThrownBy(() -> Secret.of(BYTES).exposeTo(bytes -> {
                    kept.set(bytes);
                    throw new IllegalStateException("x");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(kept.get()).containsOnly(0).hasSize(13);
    }

    @Test
    void destroyedSecret_refusesEveryUse() {
        Secret secret = Secret.of(BYTES);
        Secret other = Secret.of(BYTES);
        secret.destroy();
        secret.destroy();
        assertThatThrownBy(secret::exposeUtf8).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> secret.exposeTo(b -> b)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> secret.matches(BYTES)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> secret.matches(other)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> other.matches(secret)).isInstanceOf(IllegalStateException.class);
        assertThat(secret).hasToString("Secret[redacted]");
    }

    /** Serialisers that work by private fields, as Gson does, leave out what is transient. */
    @Test
    void bytes_areTransient() throws Exception {
        assertThat(Modifier.isTransient(Secret.class.getDeclaredField("bytes").getModifiers()))
                .isTrue();
    }
}
