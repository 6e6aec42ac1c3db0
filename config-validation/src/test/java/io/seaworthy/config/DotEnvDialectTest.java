package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotEnvDialectTest {

    /** What {@code A} is in each dialect, {@code !code} where it is refused; {@code ~} is a line end. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                // text              | strict             | compose    | node       | python
                "A=b                 | b                  | b          | b          | b",
                "A='b c'             | b c                | b c        | b c        | b c",
                "A=\"b\"               | b                  | b          | b          | b",
                "export A=b          | !export            | b          | b          | b",
                "A = b               | !malformed_name    | b          | b          | b",
                "A=b # c             | !comment           | b          | b          | b",
                "A=b#c               | !comment           | b#c        | b          | b#c",
                "A='b#c'             | b#c                | b#c        | b#c        | b#c",
                "A='b' # c           | !after_quote       | b          | b          | b",
                "A='b'c              | !after_quote       | b          | b          | b",
                "A: b                | !no_value          | b          | b          | !no_value",
                "A=`b`               | !interpolation     | `b`        | b          | `b`",
                "A=\"b\\nc\"            | !interpolation     | b~c        | b~c        | b~c",
                "A='b\\nc'            | !interpolation     | b\\nc       | b\\nc       | b\\nc",
                "A=\"b\\tc\"            | !interpolation     | b\tc       | b\\tc       | b\tc",
                "A='b\\'c'            | !interpolation     | b'c        | b\\         | b'c",
                "B=x~A=$B            | !interpolation     | x          | $B         | $B",
                "B=x~A=${B}          | !interpolation     | x          | ${B}       | x",
                "B=x~A='${B}'        | !interpolation     | ${B}       | ${B}       | x",
                "B=x~A=\"${B}\"        | !interpolation     | x          | ${B}       | x",
                "A=${C:-d}           | !interpolation     | d          | ${C:-d}    | d",
                "A=$$x               | !interpolation     | $x         | $$x        | $$x",
                "A=\"$HOME\"           | !interpolation     | ^^         | $HOME      | $HOME",
                "A='b~c'             | !open_quote        | b~c        | b~c        | b~c",
                "A='b                | !open_quote        | !open_quote| !open_quote| !open_quote",
                "A=b~A=c             | !given_twice       | c          | c          | c",
                "A                   | !no_value          | !no_value  | !no_value  | !no_value",
                "=b                  | !malformed_name    | !malformed_name | !malformed_name | !malformed_name",
                "A=                  | ^^                 | ^^         | ^^         | ^^",
                "A=b c               | b c                | b c        | b c        | b c",
            })
    void construct_isReadAsItsTableSays(String text, String strict, String compose, String node, String python) {
        String[] wanted = {strict, compose, node, python};
        for (Dialect dialect : Dialect.values()) {
            DotEnv parsed = DotEnvDialect.parse(dialect, text.replace('~', '\n'));
            DotEnv.Entry entry = parsed.entries().get("A");
            String found = parsed.problems().isEmpty()
                    ? entry == null ? "nothing" : entry.text().replace('\n', '~')
                    : "!" + parsed.problems().get(0).code();
            assertThat(found).as(dialect + ": " + text).isEqualTo(wanted[dialect.ordinal()]);
        }
    }

    @Test
    void anyText_endsInEntriesAndProblems() {
        long seed = 77;
        System.out.println("DotEnvDialectTest seed " + seed);
        Random random = new Random(seed);
        String alphabet = "AB=='\"`\\${}:-# \n\r\texport";
        int runs = Boolean.getBoolean("seaworthy.long") ? 1_000_000 : 20_000;
        for (int run = 0; run < runs; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(24); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            for (Dialect dialect : Dialect.values()) {
                for (DotEnv.Problem problem :
                        DotEnvDialect.parse(dialect, text.toString()).problems()) {
                    assertThat(problem.line()).isPositive();
                    assertThat(problem.column()).isPositive();
                }
            }
        }
    }
}
