package io.seaworthy.config.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.seaworthy.config.Env;
import io.seaworthy.config.Environment;
import io.seaworthy.config.Reading;
import io.seaworthy.config.secrets.SecretSourceException.Reason;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stores must not print, and must not wait for. */
class StoreLeaksTest {

    record Settings(@Env("NAME") Optional<String> name) {}

    private static VaultSecrets.Builder vault(URI address) {
        return VaultSecrets.builder(address).kv2("secret", "harbour");
    }

    private static URI address() {
        return URI.create("https://vault.example");
    }

    @Test
    void tokenWithALineEnd_isAFaultWithoutTheToken() {
        Throwable thrown = catchThrowable(
                () -> vault(address()).token(Secret.ofUtf8("hvs.CANARY\n")).build());

        assertThat(thrown).isInstanceOf(ConfigurationException.class).hasMessageContaining("token: malformed");
        assertThat(thrown).message().doesNotContain("CANARY");
    }

    @Test
    void loginThatAnswersALineEnd_isMalformed() {
        try (ScriptedServer server = new ScriptedServer()) {
            server.then(200, "{'auth':{'client_token':'CANARY\\n','lease_duration':9}}");
            VaultSecrets vault =
                    vault(server.address()).appRole("role", Secret.ofUtf8("id")).build();
            Throwable thrown = catchThrowable(vault::read);

            assertThat(thrown).isInstanceOf(SecretSourceException.class).hasNoCause();
            assertThat(thrown).message().doesNotContain("CANARY");
        }
    }

    @Test
    void sessionTokenWithALineEnd_isRefusedWithoutIt() {
        AwsCredentials who = new AwsCredentials("AKID", Secret.ofUtf8("key"), Secret.ofUtf8("CANARY\n"));
        AwsSecrets aws = AwsSecrets.forTest(URI.create("http://127.0.0.1:9"), () -> who, () -> Instant.EPOCH);
        Throwable thrown = catchThrowable(aws::read);

        assertThat(thrown).isInstanceOf(SecretSourceException.class).hasNoCause();
        assertThat(thrown).message().doesNotContain("CANARY");
    }

    @Test
    void storeThatThrows_isAFaultWithoutItsMessage() {
        Reading<Settings> reading = Environment.builder()
                .secretStore("vault", () -> {
                    throw new IllegalStateException("CANARY");
                })
                .build()
                .load(Settings.class);

        assertThat(reading.report()).contains("vault: store_failed").doesNotContain("CANARY");
    }

    @Test
    void addressWithAPassword_isNotShown() {
        Throwable vault = catchThrowable(() -> vault(URI.create("https://root:CANARY@vault.example"))
                .token(Secret.ofUtf8("t"))
                .build());
        Throwable aws = catchThrowable(() -> AwsSecrets.at(
                URI.create("https://u:CANARY@x.example"),
                "eu-central-1",
                "id",
                "NAME",
                () -> new AwsCredentials("a", Secret.ofUtf8("b"), null)));

        assertThat(vault).hasMessageContaining("address: user_info").message().doesNotContain("CANARY", "insecure");
        assertThat(aws).hasMessageContaining("endpoint: user_info").message().doesNotContain("CANARY", "insecure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://gateway.example/vault", "https://vault.example?x=1"})
    void addressWithMoreThanItsOrigin_isAFaultRatherThanDropped(String address) {
        assertThat(catchThrowable(() ->
                        vault(URI.create(address)).token(Secret.ofUtf8("t")).build()))
                .hasMessageContaining("address: malformed");
    }

    @Test
    @Timeout(30)
    void storeThatStallsInItsBody_isUnreachableSoon() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> stall(server), "stalling-store");
            thread.setDaemon(true);
            thread.start();
            VaultSecrets.Builder builder = vault(URI.create("http://127.0.0.1:" + server.getLocalPort()))
                    .token(Secret.ofUtf8("t"))
                    .timeout(Duration.ofMillis(200));
            builder.pause = millis -> {};
            long start = System.nanoTime();
            Throwable thrown = catchThrowable(builder.build()::read);

            assertThat(thrown).isInstanceOf(SecretSourceException.class);
            assertThat(((SecretSourceException) thrown).reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    /** Headers, one byte of a hundred, then nothing until the other side gives up. */
    private static void stall(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                byte[] head = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.US_ASCII);
                socket.getOutputStream().write(head);
                socket.getOutputStream().flush();
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Test
    void answerBeyondAMebibyte_isMalformed() {
        try (ScriptedServer server = new ScriptedServer()) {
            server.then(200, "x".repeat((1 << 20) + 1));
            Throwable thrown = catchThrowable(
                    vault(server.address()).token(Secret.ofUtf8("t")).build()::read);

            assertThat(thrown).isInstanceOf(SecretSourceException.class);
            assertThat(((SecretSourceException) thrown).reason()).isEqualTo(Reason.MALFORMED);
        }
    }
}
