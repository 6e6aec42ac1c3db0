package io.seaworthy.auth.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.readiness.Evidence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    private final PasswordPolicy policy = PasswordPolicy.nist();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "tide tables for harbour masters",
                "Vk3-qpz!mR8.wLtX",
                "jeder gute Satz ist lang genug",
                "пароль из нескольких слов",
                "一二三四五六七八九十甲乙丙丁戊己",
                "mein 🐙 mag keinen Kaffee",
                "harbour-password-2026!"
            })
    void goodPassword_hasNoFault(String password) {
        assertThat(policy.check(password, "captain@harbour.example")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "password,TOO_SHORT COMMON",
        "Password123!Password123!,COMMON",
        "password1234567,COMMON",
        "P@ssw0rdP@ssw0rd,COMMON",
        "letmeinletmein99,COMMON",
        "admin.administrator.1,COMMON",
        "123456789012345,SEQUENTIAL",
        "abcdefghijklmnop,SEQUENTIAL",
        "qwertyuiopasdfghjkl,SEQUENTIAL COMMON",
        "aaaaaaaaaaaaaaaaaaaa,REPETITIVE",
        "abcabcabcabcabcabc,REPETITIVE",
        "janedoe-janedoe-1,CONTEXT",
        "jane.doe@example.com,CONTEXT",
        "short!Kx9,TOO_SHORT"
    })
    void weakPassword_hasItsFaults(String password, String expected) {
        List<String> faults = policy.check(password, "jane.doe@example.com").stream()
                .map(PasswordFault::name)
                .toList();

        assertThat(faults).contains(expected.split(" "));
    }

    @Test
    void length_countsCodePoints() {
        PasswordPolicy eight = PasswordPolicy.builder().minLength(8).build();

        assertThat(eight.check("🐙🐳🦑🐡🦀🐠🐟🦈")).isEmpty();
        assertThat(eight.check("🐙🐳🦑🐡🦀🐠🐟")).containsExactly(PasswordFault.TOO_SHORT);
    }

    @Test
    void longPassword_isRefusedWithoutMoreWork() {
        assertThat(policy.check("ab9x".repeat(300))).containsExactly(PasswordFault.TOO_LONG);
        assertThat(policy.check("x".repeat(1_000_000))).containsExactly(PasswordFault.TOO_LONG);
        String longest =
                "a fine long sentence that nobody will guess ".repeat(40).substring(0, 100);
        assertThat(policy.check(longest)).isEmpty();
    }

    @Test
    void breachCheck_isAskedLast() {
        PasswordPolicy asking = PasswordPolicy.builder()
                .breachCheck(password -> password.startsWith("tide"))
                .build();

        assertThat(asking.check("tide tables for harbour masters")).containsExactly(PasswordFault.BREACHED);
        assertThat(asking.check("correct horse battery staple")).isEmpty();
    }

    @Test
    void serviceWords_areContext() {
        PasswordPolicy harbour =
                PasswordPolicy.builder().serviceWords("Harbour", "Seaworthy").build();

        assertThat(harbour.check("harbour-seaworthy-1!")).containsExactly(PasswordFault.CONTEXT);
        assertThat(policy.check("harbour-seaworthy-1!")).isEmpty();
    }

    @Test
    void shortMinimum_isWeakenedUnlessThereIsASecondFactor() {
        assertThat(policy.evidence()).noneMatch(Evidence::isWeakened);
        assertThat(PasswordPolicy.builder().minLength(12).build().evidence()).allMatch(Evidence::isWeakened);
        PasswordPolicy twoFactors = PasswordPolicy.builder().withSecondFactor().build();
        assertThat(twoFactors.evidence()).noneMatch(Evidence::isWeakened);
        assertThat(twoFactors.check("Kx9!vqTz")).isEmpty();
    }

    @Test
    void faultyOptions_areReportedTogether() {
        assertThatThrownBy(() ->
                        PasswordPolicy.builder().minLength(7).maxLength(10).build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).extracting("path").containsExactly("minLength", "maxLength"));
    }
}
