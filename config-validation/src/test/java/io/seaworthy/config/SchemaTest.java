package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.config.Violation;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaTest {

    record Wrong(
            int unnamed,
            @Env("lower") String lower,
            @Env("TWICE") String one,
            @Env("TWICE") String two,
            @Env("OBJECT") Object object,
            @Env("TEXT") @Range(min = 1) String text,
            @Env("SECRET") @Default("hunter2") Secret secret,

            @Env("GENERATED") @GeneratedIn(Profile.PRODUCTION)
            Secret generated,

            @Env("HOLE") @RequiredIn(Profile.PRODUCTION) int hole,
            @Env("MAP") Map<String, Integer> map) {}

    @Test
    void recordThatContradictsItself_isRefusedWithEveryFault() {
        ConfigurationException thrown = catchThrowableOfType(
                ConfigurationException.class, () -> Environment.of(Map.of()).load(Wrong.class));

        assertThat(thrown.violations())
                .extracting(fault -> fault.path() + " " + fault.reason())
                .contains(
                        "unnamed no_variable",
                        "lower malformed_name",
                        "TWICE declared_twice",
                        "OBJECT unsupported",
                        "TEXT no_effect",
                        "SECRET secret_with_default",
                        "GENERATED generated_in_production",
                        "HOLE no_value",
                        "MAP malformed_name");
    }

    record BadDefaults(
            @Env("PORT") @Default("http") int port,

            @Env("MODE") @Default("true") @Default(value = "on", in = Profile.PRODUCTION)
            boolean mode,

            @Env("LATE") @Default("${LATER}") String late,
            @Env("LATER") @Default("x") String later,
            @Env("N_<NAME>") @Default("a=1,b=x") Map<String, Integer> map) {}

    @Test
    void badDefault_isFoundInEveryEnvironment() {
        ConfigurationException thrown = catchThrowableOfType(
                ConfigurationException.class, () -> Environment.of(Map.of()).load(BadDefaults.class));

        assertThat(thrown.violations()).extracting(Violation::path).containsOnly("PORT", "MODE", "LATE", "N_<NAME>");
        assertThat(thrown.violations())
                .filteredOn(fault -> fault.path().equals("MODE"))
                .singleElement()
                .satisfies(fault -> assertThat(fault.allowed()).startsWith("in production"));
    }

    record Picky(@Env("NAME") String name) {
        Picky {
            if (name.startsWith("x")) {
                throw new IllegalArgumentException("bad name " + name);
            }
        }
    }

    @Test
    void recordThatRefusesItsValues_isAFaultWithoutItsMessage() {
        Reading<Picky> reading = Environment.of(Map.of("NAME", "xanadu")).load(Picky.class);

        assertThat(reading.faults()).extracting(Violation::reason).containsExactly("refused");
        assertThat(reading.report()).doesNotContain("xanadu");
    }

    record WithRules(@Env("A") Optional<String> a) {
        static void rules(Rules rules) {
            rules.value("B", String.class);
        }
    }

    @Test
    void ruleOnAnUnknownName_isAProgrammersError() {
        org.assertj.core.api.Assertions.assertThatIllegalStateException()
                .isThrownBy(() -> Environment.of(Map.of()).load(WithRules.class));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rules(new Draft(Profile.PRODUCTION)).require("B", "it is"));
    }
}
