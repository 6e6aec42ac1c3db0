package io.seaworthy.sanitize.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.sanitize.Checked;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of {@code ssrf-literals.txt}, through the parser and the guard; no row may reach a resolver. */
class SsrfLiteralTest {

    static List<String> rows() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SsrfLiteralTest.class.getResourceAsStream("ssrf-literals.txt")),
                StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void table_isLong() {
        assertThat(rows()).hasSizeGreaterThan(250);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void literal_isJudgedAsTheTableSays(String row) {
        int space = row.lastIndexOf(' ');
        Checked<PublicHttpUrl, UrlRefusal> url = PublicHttpUrl.parse("http://" + row.substring(0, space) + "/");
        SsrfGuard guard = SsrfGuard.of(host -> {
            throw new AssertionError("asked for " + host);
        });

        String verdict = url instanceof Checked.Accepted<PublicHttpUrl, UrlRefusal> accepted
                ? code(guard.resolve(accepted.value()).refusal())
                : code(url.refusal());

        assertThat(verdict).isEqualTo(row.substring(space + 1));
    }

    private static String code(UrlRefusal refusal) {
        return refusal == null ? "public" : refusal.code();
    }

    /** Names that lead to loopback or metadata addresses, as public services answer them. */
    @Test
    void nameThatResolvesToAnyBlockedLiteral_isBlocked() {
        Stream<String> literals = rows().stream()
                .filter(row -> row.endsWith(" blocked_address"))
                .map(row -> row.substring(0, row.indexOf(' ')).replace("[", "").replace("]", ""));
        assertThat(literals).allSatisfy(literal -> {
            SsrfGuard guard = SsrfGuard.of(
                    host -> List.of(InetAddress.getByName("93.184.216.34"), InetAddress.getByName(literal)));
            PublicHttpUrl url = PublicHttpUrl.parse("https://127.0.0.1.nip.example/")
                    .toOptional()
                    .orElseThrow();
            assertThat(guard.resolve(url).refusal()).isEqualTo(UrlRefusal.BLOCKED_ADDRESS);
        });
    }
}
