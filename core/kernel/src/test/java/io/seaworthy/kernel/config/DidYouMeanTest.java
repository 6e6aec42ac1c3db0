package io.seaworthy.kernel.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DidYouMeanTest {

    private static final List<String> KNOWN =
            List.of("PORT", "HOST", "JWT_SECRET", "JWT_SECRET_PREVIOUS", "DATABASE_URL", "LOG_FORMAT");

    @ParameterizedTest
    @CsvSource({
        "PROT, PORT",
        "POTR, PORT",
        "PRT, PORT",
        "PPORT, PORT",
        "port, PORT",
        "JWTSECRET, JWT_SECRET",
        "jwt-secret, JWT_SECRET",
        "jwt.secret, JWT_SECRET",
        "JWT_SECERT, JWT_SECRET",
        "JWT_SECRE, JWT_SECRET",
        "JWT_SECRET_PREVIUOS, JWT_SECRET_PREVIOUS",
        "DATABSE_ULR, DATABASE_URL",
        "LOGFORMT, LOG_FORMAT"
    })
    void nearMiss_findsTheName(String given, String expected) {
        assertThat(DidYouMean.closest(given, KNOWN)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"PATH_INFO", "TROOP", "REDIS_URL", "SECRET", "DATABASE_PASSWORD", "X", "''"})
    void otherName_findsNothing(String given) {
        assertThat(DidYouMean.closest(given, KNOWN)).isNull();
    }

    @Test
    void closerName_winsOverAnEarlierOne() {
        assertThat(DidYouMean.closest("abcdefgx", List.of("abcdeffx1", "abcdefgh")))
                .isEqualTo("abcdefgh");
        assertThat(DidYouMean.closest("a", List.of())).isNull();
    }

    @Test
    void longName_isAnsweredQuickly() {
        assertThat(DidYouMean.closest("x".repeat(100_000), KNOWN)).isNull();
    }
}
