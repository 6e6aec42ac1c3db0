package io.seaworthy.config.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.seaworthy.config.secrets.SecretSourceException.Reason;
import io.seaworthy.kernel.Secret;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsSecretsTest {

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void close() {
        server.close();
    }

    private AwsSecrets secrets() {
        return AwsSecrets.forTest(
                server.address(),
                () -> new AwsCredentials("AKIDEXAMPLE", Secret.ofUtf8("key"), null),
                () -> Instant.parse("2026-01-31T12:00:00Z"));
    }

    @Test
    void jsonObject_isOneSecretForEachMember() throws SecretSourceException {
        server.then(200, "{'SecretString':'{\\'USER\\':\\'harbour\\',\\'PORT\\':5432}'}");

        SecretSnapshot snapshot = secrets().read();

        assertThat(snapshot.names()).containsExactly("PORT", "USER");
        assertThat(server.asked).containsExactly("POST / 20260131T120000Z");
        assertThat(server.sent).containsExactly("{\"SecretId\":\"harbour\"}");
    }

    @Test
    void otherText_isOneSecretOfTheNameGiven() throws SecretSourceException {
        server.then(200, "{'SecretString':'plain'}").then(200, "{'SecretBinary':'AAE='}");

        assertThat(secrets().read().secret("VALUE").exposeUtf8()).isEqualTo("plain");
        assertThat(secrets().read().secret("VALUE").matches(new byte[] {0, 1})).isTrue();
    }

    @Test
    void objectThatIsNotAllTexts_isOneSecretAndLosesNothing() throws SecretSourceException {
        server.then(200, "{'SecretString':'{\\'ON\\':true,\\'PORT\\':5432}'}")
                .then(200, "{'SecretString':'{\\'USER\\':\\'harbour\\',\\'MORE\\':{}}'}");

        assertThat(secrets().read().secret("ON").exposeUtf8()).isEqualTo("true");
        assertThat(secrets().read().names()).containsExactly("VALUE");
    }

    @Test
    void usualPort_isNotSigned() {
        AwsSecrets secrets = AwsSecrets.at(
                URI.create("https://vpce.example:443/"),
                "eu-central-1",
                "harbour",
                "VALUE",
                () -> new AwsCredentials("AKIDEXAMPLE", Secret.ofUtf8("key"), null));

        assertThat(secrets.endpoint()).isEqualTo(URI.create("https://vpce.example/"));
    }

    @Test
    void wrongClock_isCorrectedByTheServersDateAndKept() throws SecretSourceException {
        server.then(400, "{'__type':'InvalidSignatureException'}")
                .then(200, "{'SecretString':'x'}")
                .then(200, "{'SecretString':'x'}");
        AwsSecrets secrets = secrets();
        secrets.read();
        secrets.read();

        assertThat(server.asked).hasSize(3).first().isEqualTo("POST / 20260131T120000Z");
        assertThat(server.asked.get(1).substring(7)).isBetween(time(-5), time(5)); // the server's own date
        assertThat(server.asked.get(2).substring(7)).isBetween(time(-5), time(5));
    }

    private static String time(int seconds) {
        return SignatureV4.time(Instant.now().plusSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {'__type':'com.amazonaws#ResourceNotFoundException'} | NOT_FOUND",
                "400 | {'__type':'AccessDeniedException'} | REFUSED",
                "400 | {'__type':'ThrottlingException'} | THROTTLED",
                "403 | {'__type':'UnrecognizedClientException'} | REFUSED",
                "200 | {} | MALFORMED",
                "200 | nonsense | MALFORMED",
            })
    void failure_isAReason(int status, String body, Reason reason) {
        server.then(status, body);
        Throwable thrown = catchThrowable(() -> secrets().read());

        assertThat(thrown).isInstanceOf(SecretSourceException.class).hasNoCause();
        assertThat(((SecretSourceException) thrown).reason()).isEqualTo(reason);
    }

    @Test
    void serversTrouble_isAskedAgain() throws SecretSourceException {
        server.then(503, "").then(429, "").then(500, "").then(200, "{'SecretString':'x'}");

        assertThat(secrets().read().names()).containsExactly("VALUE");
    }
}
