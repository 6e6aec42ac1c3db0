package io.seaworthy.config.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.seaworthy.config.Environment;
import io.seaworthy.config.secrets.SecretSourceException.Reason;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VaultSecretsTest {

    private static final String V2 = "{'lease_duration':0,'data':{'data':{'USER':'harbour','PASSWORD':'s3cr3t-x'}}}";

    private final ScriptedServer server = new ScriptedServer();
    private final AtomicLong now = new AtomicLong();
    private final List<Long> pauses = new ArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    private VaultSecrets.Builder builder() {
        VaultSecrets.Builder builder = VaultSecrets.builder(server.address());
        builder.ticker = now::get;
        builder.pause = pauses::add;
        return builder;
    }

    private VaultSecrets withToken() {
        return builder().kv2("secret", "harbour").token(Secret.ofUtf8("t-1")).build();
    }

    private VaultSecrets withRole() {
        return builder()
                .kv2("secret", "harbour")
                .appRole("role", Secret.ofUtf8("id"))
                .build();
    }

    private static String login(String token, int lease) {
        return "{'auth':{'client_token':'" + token + "','lease_duration':" + lease + "}}";
    }

    @Test
    void version2_isReadBelowData() throws SecretSourceException {
        server.then(200, V2);

        SecretSnapshot snapshot = withToken().read();

        assertThat(server.asked).containsExactly("GET /v1/secret/data/harbour t-1");
        assertThat(snapshot.names()).containsExactly("PASSWORD", "USER");
        assertThat(snapshot.secret("PASSWORD").exposeUtf8()).isEqualTo("s3cr3t-x");
    }

    @Test
    void version1_isReadAtItsPath() throws SecretSourceException {
        server.then(200, "{'lease_duration':2764800,'data':{'USER':'harbour','LIMIT':7}}");

        SecretSnapshot snapshot =
                builder().kv1("kv", "a/b").token(Secret.ofUtf8("t")).build().read();

        assertThat(server.asked).containsExactly("GET /v1/kv/a/b t");
        assertThat(snapshot.secret("LIMIT").exposeUtf8()).isEqualTo("7");
        assertThat(snapshot.validFor()).isEqualTo(Duration.ofSeconds(2764800));
    }

    @Test
    void appRole_logsInOnce() throws SecretSourceException {
        server.then(200, login("t-1", 3600)).then(200, V2).then(200, V2);
        VaultSecrets vault = withRole();
        vault.read();
        vault.read();

        assertThat(server.asked)
                .containsExactly(
                        "POST /v1/auth/approle/login",
                        "GET /v1/secret/data/harbour t-1",
                        "GET /v1/secret/data/harbour t-1");
        assertThat(server.sent.get(0)).isEqualTo("{\"role_id\":\"role\",\"secret_id\":\"id\"}");
    }

    @Test
    void expiredLease_logsInAgainBeforeAsking() throws SecretSourceException {
        server.then(200, login("t-1", 90))
                .then(200, V2)
                .then(200, login("t-2", 90))
                .then(200, V2);
        VaultSecrets vault = withRole();
        vault.read();
        now.addAndGet(Duration.ofSeconds(60).toNanos());
        vault.read();

        assertThat(server.asked.get(3)).isEqualTo("GET /v1/secret/data/harbour t-2");
    }

    @Test
    void revokedToken_isReplacedOnce() throws SecretSourceException {
        server.then(200, login("t-1", 3600))
                .then(403, "{'errors':['permission denied']}")
                .then(200, login("t-2", 3600))
                .then(200, V2);

        assertThat(withRole().read().names()).hasSize(2);
        assertThat(server.asked).hasSize(4);
    }

    @Test
    void refusedTwice_isRefused() {
        server.then(200, login("t-1", 3600))
                .then(403, "{}")
                .then(200, login("t-2", 3600))
                .then(403, "{}");

        assertThat(reason(withRole())).isEqualTo(Reason.REFUSED);
    }

    @Test
    void throttled_isAskedAgainAsTheServerSays() throws SecretSourceException {
        server.then(429, "", "Retry-After", "2")
                .then(503, "{'errors':['busy']}")
                .then(200, V2);

        assertThat(withToken().read().names()).hasSize(2);
        assertThat(pauses).containsExactly(2_000L, 200L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "403 | {'errors':['permission denied']} | REFUSED",
                "400 | {'errors':['missing client token']} | REFUSED",
                "404 | {'errors':[]} | NOT_FOUND",
                "200 | {'data':{'data':null,'metadata':{'deletion_time':'2026-01-01T00:00:00Z'}}} | NOT_FOUND",
                "200 | <html> | MALFORMED",
                "200 | {'data':{'data':{'a':{'b':1}}}} | MALFORMED",
                "302 | x | MALFORMED",
                "503 | {'errors':['Vault is sealed']} | SEALED",
                "503 | {'sealed':true} | SEALED",
            })
    void failure_isAReasonAndNoBody(int status, String body, Reason reason) {
        server.then(status, body);
        Throwable thrown = catchThrowable(() -> withToken().read());

        assertThat(thrown).isInstanceOf(SecretSourceException.class).hasNoCause();
        assertThat(((SecretSourceException) thrown).reason()).isEqualTo(reason);
        assertThat(thrown.getMessage()).hasSizeLessThan(30);
        assertThat(server.asked).hasSize(1);
    }

    @Test
    void lastingTrouble_endsAfterFourAttempts() {
        server.then(429, "").then(429, "").then(429, "").then(429, "");
        assertThat(reason(withToken())).isEqualTo(Reason.THROTTLED);
        server.then(503, "").then(500, "").then(502, "").then(503, "");
        assertThat(reason(withToken())).isEqualTo(Reason.UNREACHABLE);
        server.close();
        assertThat(reason(withToken())).isEqualTo(Reason.UNREACHABLE);
    }

    private static Reason reason(SecretSource source) {
        Throwable thrown = catchThrowable(source::read);
        assertThat(thrown).isInstanceOf(SecretSourceException.class);
        return ((SecretSourceException) thrown).reason();
    }

    record Login(
            @io.seaworthy.config.Env("USER") String user,
            @io.seaworthy.config.Env("PASSWORD") Secret password) {}

    @Test
    void environment_readsTheStoreWithProvenance() {
        server.then(200, V2);
        var reading =
                Environment.builder().secretStore("vault", withToken()).build().load(Login.class);

        assertThat(reading.settings().user()).isEqualTo("harbour");
        assertThat(reading.provenance().get("PASSWORD")).hasToString("vault");
    }

    @Test
    void storeThatFails_isAFaultOfTheReport() {
        server.then(403, "{}");
        var reading =
                Environment.builder().secretStore("vault", withToken()).build().load(Login.class);

        assertThat(reading.report()).contains("vault: store_refused").contains("USER: missing");
    }

    @Test
    void unsafeOptions_areFaults() {
        assertThatThrownBy(() -> VaultSecrets.builder(URI.create("http://vault.example:8200"))
                        .kv2("secret", "../sys")
                        .build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("address: insecure")
                .hasMessageContaining("path: malformed")
                .hasMessageContaining("login: missing");
    }
}
