package io.seaworthy.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.refresh.JdbcRefreshStore;
import io.seaworthy.auth.refresh.RefreshTokens;
import io.seaworthy.auth.refresh.Rotation;
import io.seaworthy.auth.refresh.TokenPair;
import io.seaworthy.auth.token.AccessTokens;
import io.seaworthy.auth.token.SigningKeys;
import io.seaworthy.auth.token.TokenClaims;
import io.seaworthy.auth.token.VerifiedToken;
import io.seaworthy.kernel.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's session from login to theft: its code is this code, its output is what this prints. */
class ReadmeOutputTest {

    private final StringBuilder output = new StringBuilder();

    private void print(String what, Object answer) {
        output.append(String.format("%-35s%s\n", what, answer));
    }

    @Test
    void session_printsWhatTheReadmeShows() throws IOException {
        TestClock clock = TestClock.at("2026-11-21T10:00:00Z");
        Secret secret = Secret.ofUtf8("the decoded bytes of JWT_SECRET, at least 32");
        // README
        AccessTokens access = AccessTokens.issuer("https://api.example.com")
                .audience("api")
                .keys(SigningKeys.of(secret))
                .clock(clock)
                .build();
        RefreshTokens refresh = RefreshTokens.builder(
                        access, JdbcRefreshStore.of(Databases.h2()).createSchema())
                .claims(subject -> TokenClaims.ofRoles(List.of("user")))
                .build();

        TokenPair login = refresh.open("account-1");
        String token = login.accessToken();
        if (access.verify(token) instanceof VerifiedToken verified) {
            print("login", verified.subject() + " " + verified.roles());
        }
        print("other spelling of the token", access.verify(token + "="));
        print("another signature", access.verify(token.substring(0, token.length() - 4) + "AAAA"));
        print("no token at all", access.verify("let me in"));

        Rotation next = refresh.rotate(login.refreshToken());
        Rotation again = refresh.rotate(login.refreshToken());
        if (next instanceof Rotation.Rotated a && again instanceof Rotation.Rotated b) {
            print(
                    "refresh, and a retry of it",
                    a.pair().refreshToken().equals(b.pair().refreshToken()));
        }
        clock.advance(Duration.ofMinutes(1));
        print("old refresh token, after a minute", refresh.rotate(login.refreshToken()));
        print("the session's access token", access.verify(token));
        String fresh = access.issue("account-1").value();
        clock.advance(Duration.ofMinutes(10));
        print("a fresh one, ten minutes later", access.verify(fresh));
        // README

        assertThat(output.toString()).isEqualTo(block("```text\n"));
        String code = source().split("// README\n", -1)[1].stripTrailing().stripIndent();
        assertThat(withoutLayout(block("```java\n// from login to theft\n"))).isEqualTo(withoutLayout(code));
    }

    private static String source() throws IOException {
        return Files.readString(Path.of("src/test/java/io/seaworthy/auth/ReadmeOutputTest.java"));
    }

    private static String block(String opening) throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        assertThat(readme).contains(opening);
        int from = readme.indexOf(opening) + opening.length();
        return readme.substring(from, readme.indexOf("```", from));
    }

    /** The README breaks lines where it reads well, the formatter where it must. */
    private static String withoutLayout(String code) {
        return code.replaceAll("\\s+", "");
    }
}
