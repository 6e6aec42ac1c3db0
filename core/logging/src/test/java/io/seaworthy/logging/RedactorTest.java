package io.seaworthy.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.config.ConfigurationException;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl-_";

    private final Redactor redactor = Redactor.standard();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "got " + JWT + " here | got [redacted:jwt] here",
                "(" + JWT + "). | ([redacted:jwt]).",
                "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0. | [redacted:jwt]",
                "Authorization%3A%20Bearer%20" + JWT + " | Authorization%3A[redacted]",
                "Bearer abcDEF123456 | Bearer [redacted:credentials]",
                "sent bearer  a1b2c3d4e5 ok | sent bearer  [redacted:credentials] ok",
                "Basic dXNlcjpwYXNz | Basic [redacted:credentials]",
                "jdbc:postgresql://app:s3cret@db:5432/x | jdbc:postgresql://[redacted:credentials]@db:5432/x",
                "redis://:p@host | redis://[redacted:credentials]@host",
                "key AKIAIOSFODNN7EXAMPLE. | key [redacted:token].",
                "ghp_0123456789abcdefghijABCDEFGHIJ | [redacted:token]",
                "github_pat_0123456789abcdefghijABCDEFGHIJ_x | [redacted:token]",
                "sk_live_0123456789 | [redacted:token]",
                "whsec_0123456789abcdef, | [redacted:token],",
                "xoxb-123456789012-abcdef | [redacted:token]",
                "swr_0123456789abcdef0123456789 | [redacted:token]",
                "swp_0123456789abcdef0123456789 | [redacted:token]",
                "mail bob.o'neil+x@mail.example.co.uk now | mail [redacted:email] now",
                "<bob@example.com>. | <[redacted:email]>.",
                "bob@example.com, alice@example.org | [redacted:email], [redacted:email]",
                "/users/bob%40example.com/x | /users/[redacted:email]/x",
                "jürgen@bücher.example | [redacted:email]",
                "card 4111111111111111. | card [redacted:card].",
                "card 4111 1111 1111 1111 ok | card [redacted:card] ok",
                "card=4111-1111-1111-1111; | card=[redacted:card];",
                "pay12 4111111111111111 | pay12 [redacted:card]",
                "5555555555554444 378282246310005 | [redacted:card] [redacted:card]",
                "3782 822463 10005 | [redacted:card]",
                "6011111111111117 3530111333300000 30569309025904 | [redacted:card] [redacted:card] [redacted:card]",
                "q=%204111111111111111 | q=%20[redacted:card]",
                "a\\n4111111111111111 | a\\n[redacted:card]",
                "{\"pan\":\"4111111111111111\"} | {\"pan\":\"[redacted:card]\"}",
                "password=hunter2 next | password=[redacted] next",
                "password = hunter2 | password = [redacted]",
                "DB_PASSWORD: hunter2 | DB_PASSWORD: [redacted]",
                "{user=bob, password=hunter2} | {user=bob, password=[redacted]}",
                "{\"password\":\"hun\\\"ter2\",\"a\":1} | {\"password\":\"[redacted]\",\"a\":1}",
                "{\"password\" : \"hunter2\"} | {\"password\" : \"[redacted]\"}",
                "{\\\"password\\\":\\\"hunter2\\\",\\\"a\\\":1} | {\\\"password\\\":\\\"[redacted]\\\",\\\"a\\\":1}",
                "password='hunter 2' x | password='[redacted]' x",
                "accessToken=abc&x=1 | accessToken=[redacted]&x=1",
                "x-api-key: abc | x-api-key: [redacted]",
                "client_secret=abc | client_secret=[redacted]",
                "Authorization: Bearer short rest | Authorization: [redacted]",
                "{Authorization=[Bearer x], Accept=[*/*]} | {Authorization=[[redacted]], Accept=[*/*]}",
                "Cookie: a=b; c=d e | Cookie: [redacted]",
                "{\"cookie\":\"a=b; c=d\",\"x\":1} | {\"cookie\":\"[redacted]\",\"x\":1}",
                "password=\"never closed | password=\"[redacted]",
                "token: 4111111111111111 | token: [redacted]",
                "password=hunter2 | password=[redacted]"
            })
    void secret_isReplacedByItsKind(String text, String expected) {
        assertThat(redactor.redact(text)).isEqualTo(expected);
        assertThat(redactor.redact(expected)).as("again").isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sent Basic dXNlcjpwYXNz==. Then | sent Basic [redacted:credentials]. Then",
                "Basic dXNlcjpwYXNzd29yZA. | Basic [redacted:credentials].",
                "Basic dXNlcjpwYXNz==... | Basic [redacted:credentials]...",
                "a\\nBearer abcDEF123456 | a\\nBearer [redacted:credentials]",
                "a\\u000aBearer abcDEF123456 | a\\u000aBearer [redacted:credentials]",
                "h=x%20Bearer%20abcDEF123456 | h=x%20Bearer%20[redacted:credentials]",
                "Bearer+abcDEF123456 | Bearer+[redacted:credentials]",
                "Bearer%09abcDEF123456 | Bearer%09[redacted:credentials]",
                "Bearer\\tabcDEF123456 | Bearer\\t[redacted:credentials]",
                "Bearer  %20abcDEF123456 | Bearer  %20[redacted:credentials]",
                "Bearer \"abcDEF123456\" | Bearer \"[redacted:credentials]\"",
                "{\\\"h\\\":\\\"Bearer \\\"abcDEF123456\\\" | {\\\"h\\\":\\\"Bearer \\\"[redacted:credentials]\\\"",
                "Basic a1b2+c3d4== x | Basic [redacted:credentials] x"
            })
    void credentialsInAnyWriting_areFound(String text, String expected) {
        assertThat(redactor.redact(text)).isEqualTo(expected);
        assertThat(redactor.redact(expected)).as("again").isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic authentication.",
                "Bearer token_type=opaque",
                "no bearer+authentication",
                "forbearer abcDEF123456",
                "bearer%41abcDEF123456"
            })
    void wordsBehindAScheme_stay(String text) {
        assertThat(redactor.redact(text)).isSameAs(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "卡号4111111111111111已付 | 卡号[redacted:card]已付",
                "钥AKIAIOSFODNN7EXAMPLE匙 | 钥[redacted:token]匙",
                "トークンghp_0123456789abcdefghijABCDEFGHIJを | トークン[redacted:token]を",
                "密码Bearer abcDEF123456。 | 密码Bearer [redacted:credentials]。",
                "계좌DE89370400440532013000로 | 계좌[redacted:iban]로",
                "密码password=hunter2 | 密码password=[redacted]",
                "ключswr_0123456789abcdef0123456789 | ключ[redacted:token]"
            })
    void secretBesideLettersOfOtherScripts_isFound(String text, String expected) {
        assertThat(redactor.redact(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a\\npassword=hunter2 | a\\npassword=[redacted]",
                "a\\r\\npassword=hunter2 | a\\r\\npassword=[redacted]",
                "a\\tAPI_KEY: hunter2 | a\\tAPI_KEY: [redacted]",
                "a\\u000apassword=hunter2 | a\\u000apassword=[redacted]",
                "a\\\\ntoken=hunter2 | a\\\\ntoken=[redacted]",
                "a\\nauthorization: x y | a\\nauthorization: [redacted]",
                "a\\fpassword=hunter2 | a\\fpassword=[redacted]",
                "a\\bpassword=hunter2 | a\\bpassword=[redacted]",
                "a\\f4111111111111111 | a\\f[redacted:card]"
            })
    void nameBehindAnEscape_isSensitive(String text, String expected) {
        assertThat(redactor.redact(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xoxd-123456789012-abcdef | [redacted:token]",
                "ABIAIOSFODNN7EXAMPLE | [redacted:token]",
                "ACCAIOSFODNN7EXAMPLE | [redacted:token]",
                "to https://hooks.slack.com/services/T0/B0/Xx12 ok | to https://hooks.slack.com/services/[redacted:token] ok",
                "https://discord.com/api/webhooks/1/aB-_c? | https://discord.com/api/webhooks/[redacted:token]?",
                "https://Hooks.Slack.com/triggers/T0/1/x | https://Hooks.Slack.com/triggers/[redacted:token]",
                "https://discordapp.com/api/webhooks/1/x | https://discordapp.com/api/webhooks/[redacted:token]",
                "https://u:p@hooks.slack.com/services/ | https://[redacted:credentials]@hooks.slack.com/services/"
            })
    void keysOfOthers_areFound(String text, String expected) {
        assertThat(redactor.redact(text)).isEqualTo(expected);
        assertThat(redactor.redact(expected)).as("again").isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer+", "private_key=", "secret: ", "Authorization: "})
    void privateKeyBehindASchemeOrName_isTakenOutWhole(String before) {
        String pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----";
        assertThat(redactor.redact(before + pem + " b"))
                .startsWith(before + "[redacted")
                .endsWith("] b")
                .doesNotContain("MIIE", "abc", "KEY");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain text, nothing in it",
                "2026-11-21T01:34:56.789Z",
                "1748503543012",
                "1748503543012345",
                "1748503543012345678",
                "018f3b6e-7b1c-7cc3-98c4-dc0c0c07398f",
                "41234567-1234-1234-1234-123456789012",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "order 1234567890123456",
                "order 4111111111111112",
                "x4111111111111111",
                "4111111111111111x",
                "41111111111111111111111",
                "0.4111111111111111",
                "4111111111111111.5",
                "1-4111-1111-1111-1111",
                "4111-1111-1111-1111-1",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "Basic authentication failed",
                "basic usage: bearer authentication",
                "Bearer token",
                "a bearer of bad news",
                "author=bob token_type=Bearer expires_in=600",
                "passwordless=true tokenizer=x secretary=y",
                "key=value: 12:34:56",
                "http://example.com:8080/a?b=c@d",
                "https://example.com/@user",
                "@Override a@b 1@2.3 x@y. @example.com",
                "eyJ is short, eyJhbGci too",
                "whsec_ sk_live_ ghp_",
                "C:\\Users\\x",
                "-----BEGIN CERTIFICATE-----",
                "unexpected token: , secret=",
                "bücher 💩 \ud800 \u0000"
            })
    void harmlessText_isReturnedAsItIs(String text) {
        assertThat(redactor.redact(text)).isSameAs(text);
    }

    @Test
    void privateKey_isTakenOutWhole() {
        String pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----";
        assertThat(redactor.redact("a " + pem + " b")).isEqualTo("a [redacted:key] b");
        assertThat(redactor.redact("-----BEGIN PRIVATE KEY-----\\nMIIE cut")).isEqualTo("[redacted:key]");
    }

    @Test
    void ownPrefixesAndNames_areKnown() {
        Redactor own =
                Redactor.builder().tokenPrefix("hbk_").sensitiveName("iban").build();
        assertThat(own.redact("hbk_0123456789 IBAN: DE00")).isEqualTo("[redacted:token] IBAN: [redacted]");
        assertThat(own.isSensitive("customerIban")).isTrue();
        assertThat(redactor.redact("hbk_0123456789")).isEqualTo("hbk_0123456789");
    }

    @Test
    void allFaults_areReportedTogether() {
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class,
                () -> Redactor.builder()
                        .tokenPrefix("k")
                        .tokenPrefix("a b")
                        .sensitiveName("é")
                        .sensitiveName("-")
                        .sensitiveName("iban")
                        .sensitiveName("iban")
                        .build());
        assertThat(refused.violations())
                .extracting(v -> v.path() + " " + v.reason())
                .containsExactly(
                        "tokenPrefix invalid",
                        "tokenPrefix invalid",
                        "sensitiveName invalid",
                        "sensitiveName invalid",
                        "sensitiveName set_twice");
    }

    @Test
    void generatedSecrets_areFoundInAnyNeighbourhood() {
        long seed = System.nanoTime();
        System.err.println("RedactorTest seed " + seed);
        Random random = new Random(seed);
        String[] before = {"", " ", "x=", "(", "\"", "a: ", "[", "got ", ",", "\n", "key='"};
        String[] after = {"", " ", ")", "\"", ",", "]", " end", "\n", "'", ";", "!"};
        int secrets = Boolean.getBoolean("seaworthy.long") ? 5_000_000 : 50_000;
        int missed = 0;
        for (int i = 0; i < secrets; i++) {
            String secret = GeneratedSecrets.next(random);
            String text = before[random.nextInt(before.length)] + secret + after[random.nextInt(after.length)];
            String shown = redactor.redact(text);
            missed += shown.contains(secret) || !shown.contains("[redacted") ? 1 : 0;
        }
        System.err.println("RedactorTest missed " + missed + " of " + secrets);
        assertThat(missed).as("seed %d", seed).isLessThanOrEqualTo(secrets / 200);
    }

    @Test
    void generatedIdentifiers_areLeftAlone() {
        long seed = System.nanoTime();
        System.err.println("RedactorTest seed " + seed);
        Random random = new Random(seed);
        int texts = Boolean.getBoolean("seaworthy.long") ? 10_000_000 : 200_000;
        int wrong = 0;
        for (int i = 0; i < texts; i++) {
            String text = harmless(random, i);
            if (redactor.redact(text) != text) {
                wrong++;
                System.err.println("RedactorTest false positive " + text);
            }
        }
        System.err.println("RedactorTest false positives " + wrong + " of " + texts);
        assertThat(wrong).as("seed %d", seed).isLessThanOrEqualTo(texts / 10_000_000);
    }

    private static String harmless(Random random, int i) {
        return switch (i % 6) {
            case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
            case 1 -> "at " + (1_500_000_000_000L + (random.nextLong() >>> 24));
            case 2 -> String.format("%016x%016x", random.nextLong(), random.nextLong());
            case 3 -> "id=" + (100_000_000_000L + (random.nextLong() >>> 30));
            case 4 -> String.format("00-%016x%016x-%016x-01", random.nextLong(), random.nextLong(), random.nextLong());
            default -> "order 10" + (random.nextLong() >>> 16);
        };
    }

    /** Shapes that make a careless scanner look at the same text again and again. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJ",
                "eyJa.",
                "eyJabcdefgh.",
                "a@",
                "a@b.",
                "=",
                "password=",
                "password=\"",
                "\\\"",
                "4",
                "4 ",
                "4111 ",
                "://",
                "bearer ",
                "bearer a",
                "-----BEGIN ",
                "-----BEGIN PRIVATE KEY-----",
                "%40",
                "a%40b.",
                "swr_",
                "ghp_a",
                "x_",
                "token:",
                "cookie: ",
                "[",
                "authorization=[",
                "'",
                "%",
                "%3D",
                "password%3D",
                "password={",
                "password:\n",
                "cookie:a",
                "authorization: \n",
                "://a@",
                "4111%20",
                "eyJabcdefgh..",
                "token]",
                "e",
                "@.",
                "bearer+",
                "bearer+a=",
                "bearer+a=b",
                "bearer%09",
                "bearer\\t",
                "bearer =",
                "basic a.",
                "bearer -----BEGIN PRIVATE KEY",
                "token=-----BEGIN PRIVATE KEY",
                "\\npassword",
                "\\npassword=",
                "https://hooks.slack.com/services/",
                "https://hooks.slack.com/services/a"
            })
    void hostileRepetition_takesLinearWork(String piece) {
        // A quadratic scan of four million characters would not end within the suite's time.
        String text = piece.repeat(4_000_000 / piece.length());
        assertThat(redactor.redact(text)).isNotNull();
    }
}
