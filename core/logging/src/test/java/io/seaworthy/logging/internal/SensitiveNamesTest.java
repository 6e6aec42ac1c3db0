package io.seaworthy.logging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.logging.Redactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensitiveNamesTest {

    private final Redactor redactor = Redactor.standard();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "PASSWORD",
                "Password",
                "passwd",
                "pwd",
                "db.password",
                "DATABASE_PASSWORD",
                "userPassword",
                "password1",
                "new-password",
                "passphrase",
                "secret",
                "client_secret",
                "clientSecret",
                "JWT_SECRET",
                "token",
                "accessToken",
                "access_token",
                "refresh-token",
                "id_token",
                "AUTH_TOKEN",
                "x-csrf-token",
                "csrf",
                "authorization",
                "Authorization",
                "Proxy-Authorization",
                "cookie",
                "Set-Cookie",
                "apikey",
                "apiKey",
                "API_KEY",
                "APIKey",
                "x-api-key",
                "X-API-Key",
                "private_key",
                "privateKey",
                "secretKey",
                "AWS_SECRET_KEY",
                "signing.key",
                "session_id",
                "JSESSIONID",
                "sessionId",
                "credentials",
                "PASSWORD_PEPPER",
                "jwt",
                "otp",
                "cvv",
                "cvv2",
                "cardNumber",
                "card_number",
                "password_hash",
                "user[password]",
                "user password",
                "login/password",
                "password ",
                "password:",
                "DB_PASS",
                "passwords",
                "passwordConfirm",
                "private_key_pem",
                "my.service.http.client.secret"
            })
    void nameOfASecret_isSensitive(String name) {
        assertThat(redactor.isSensitive(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "_",
                "-",
                "1",
                "author",
                "authority",
                "token_type",
                "tokenizer",
                "token_count",
                "passwordless",
                "password_policy",
                "secretary",
                "key",
                "keyboard",
                "public_key",
                "foreign_key",
                "keys",
                "cookie_count",
                "pass",
                "bypass",
                "session",
                "card",
                "monkey",
                "turkey",
                "api",
                "status",
                "user",
                "url.path",
                "trace.id",
                "été"
            })
    void otherName_isNot(String name) {
        assertThat(redactor.isSensitive(name)).isFalse();
    }

    @Test
    void longName_isLookedAtFromItsEnd() {
        String name = "com.example.application.deep.configuration.properties.datasource.primary.password";
        assertThat(redactor.isSensitive(name)).isTrue();
        assertThat(redactor.redact(name + "=hunter2")).isEqualTo(name + "=[redacted]");
        assertThat(redactor.isSensitive("x".repeat(1_000_000) + ".password")).isTrue();
        assertThat(redactor.isSensitive("x".repeat(1_000_000) + "password")).isFalse();
        assertThat(redactor.isSensitive(".".repeat(1_000_000))).isFalse();
    }
}
