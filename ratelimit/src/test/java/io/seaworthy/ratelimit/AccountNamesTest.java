package io.seaworthy.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountNamesTest {

    private static String folded(String account) {
        return AccountNames.fold(AccountNames.normalise(account));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "JOHN@EXAMPLE.COM | john@example.com",
                "adm\u00edn@x.com | admin@x.com",
                "admi\u0301n@x.com | admin@x.com",
                "adm\u0131n@x.com | admin@x.com",
                "adm\u0130n@x.com | admin@x.com",
                "admi\u017Fter@x.com | admister@x.com",
                "ad\u200Bmin@x.com | admin@x.com",
                "ad\u00ADmin@x.com | admin@x.com",
                "ad\u0000min@x.com | admin@x.com",
                "stra\u00DFe@x.com | strasse@x.com",
            },
            delimiter = '|')
    void spellingsThatDatabasesTakeForOne_areOne(String spelling, String account) {
        assertThat(folded(spelling)).isEqualTo(account);
    }

    @Test
    void otherAccounts_stayApart() {
        assertThat(folded("\u00e6on@x.com")).isNotEqualTo(folded("aeon@x.com"));
        assertThat(folded("a.b@x.com")).isNotEqualTo(folded("ab@x.com"));
        assertThat(folded("\u0438@x.com")).isNotEqualTo(folded("\u0430@x.com"));
    }

    /** Whoever may have what spelling costs a second of work, or a bucket of its own for each length, has won. */
    @Test
    void namesLongerThanAnyAccount_areOneAndCostNothing() {
        String longest = "a".repeat(1_024);
        String blanks = " ".repeat(1_024) + "john@example.com";
        assertThat(folded(longest)).isEqualTo(longest);
        assertThat(folded(longest + "a"))
                .isEqualTo(folded(blanks))
                .isEqualTo(folded("a" + "\u0301\u0323".repeat(50_000)));
    }

    @Test
    void whatAnApplicationStores_keepsItsAccents() {
        assertThat(AccountNames.normalise(" Jos\u00e9@x.com ")).isEqualTo("jos\u00e9@x.com");
    }
}
