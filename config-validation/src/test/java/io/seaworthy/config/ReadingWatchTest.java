package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.seaworthy.config.secrets.SecretWatch;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadingWatchTest {

    record Login(
            @Env("KEY") @Base64 @MinBytes(32) Secret key,
            @Env("NAME") Secret name,
            @Env("PASSWORD") Optional<Secret> password,
            @Env("OTHER") Optional<Secret> other) {}

    @TempDir
    Path mount;

    private static String key(int n) {
        byte[] bytes = new byte[32];
        new Random(n).nextBytes(bytes);
        return java.util.Base64.getEncoder().encodeToString(bytes);
    }

    /** As the kubelet does it: a new directory, and the link renamed. */
    private void swap(int n) throws Exception {
        Path next = Files.createDirectory(mount.resolve("..2026_" + n));
        Files.writeString(next.resolve("NAME"), "name-" + n + "\n");
        Files.writeString(next.resolve("PASSWORD"), "password-" + n + "\n");
        Path temporary = Files.createSymbolicLink(mount.resolve("..tmp"), next.getFileName());
        Files.move(temporary, mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
        for (String name : new String[] {"NAME", "PASSWORD"}) {
            if (!Files.isSymbolicLink(mount.resolve(name))) {
                Files.createSymbolicLink(mount.resolve(name), Path.of("..data", name));
            }
        }
    }

    private Environment environment(Path keyFile) {
        Map<String, String> variables = new HashMap<>();
        variables.put("KEY_FILE", keyFile.toString());
        variables.put("OTHER", "stays");
        return Environment.builder()
                .environment(variables)
                .secretDirectory(mount)
                .build();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long until = System.nanoTime() + 5_000_000_000L;
        while (!condition.getAsBoolean() && System.nanoTime() < until) {
            Thread.sleep(2);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void filesOfAReading_areFollowed_decodedAndChecked(@TempDir Path keys) throws Exception {
        swap(0);
        Path keyFile = Files.writeString(keys.resolve("jwt"), key(1));
        Reading<Login> reading = environment(keyFile).load(Login.class);
        assertThat(reading.faults()).isEmpty();
        try (SecretWatch watch = reading.watch(Duration.ofMillis(50))) {
            Rotating<Secret> key = watch.secret("KEY");
            Rotating<String> login = watch.map(s ->
                    s.secret("NAME").exposeUtf8() + " " + s.secret("PASSWORD").exposeUtf8());
            assertThat(key.current().matches(reading.settings().key())).isTrue();
            assertThat(login.current()).isEqualTo("name-0 password-0");
            assertThat(watch.current().secret("OTHER").exposeUtf8()).isEqualTo("stays");

            for (int n = 1; n <= 20; n++) {
                String wanted = "name-" + n + " password-" + n;
                swap(n);
                await(() -> login.current().equals(wanted));
            }
            Files.writeString(keyFile, key(2) + "\n");
            byte[] second = java.util.Base64.getDecoder().decode(key(2));
            await(() -> key.current().matches(Secret.of(second)));

            Files.writeString(keyFile, "changeme");
            await(() -> watch.problem().equals("KEY: malformed"));
            assertThat(key.current().matches(Secret.of(second))).isTrue();
            Files.delete(keyFile);
            await(() -> watch.problem().equals("KEY: not found"));
            assertThat(watch.age()).isPositive();
            assertThat(key.current().matches(Secret.of(second))).isTrue();
        }
    }

    @Test
    void secretsFromElsewhere_stay() throws Exception {
        Map<String, String> variables = Map.of("KEY", key(3), "NAME", "n");
        try (SecretWatch watch = Environment.of(variables).load(Login.class).watch(Duration.ofMillis(10))) {
            assertThat(watch.refresh()).isFalse();
            assertThat(watch.current().names()).containsExactly("KEY", "NAME");
            assertThat(watch.current().secret("NAME").exposeUtf8().getBytes(StandardCharsets.UTF_8))
                    .containsExactly('n');
        }
    }

    @Test
    void readingWithFaults_hasNothingToFollow() {
        Reading<Login> reading = Environment.of(Map.of()).load(Login.class);
        assertThatIllegalStateException().isThrownBy(() -> reading.watch(Duration.ofSeconds(1)));
    }
}
