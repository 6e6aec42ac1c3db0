package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotEnvTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "A=1 | A | 1",
                "A= | A | ~~",
                "A=a b | A | a b",
                "A=a=b | A | a=b",
                "A='a # b' | A | a # b",
                "A=\"it's\" | A | it's",
                "A='say \"x\"' | A | say \"x\"",
                "A=' a ' | A | ~ a ~",
                "A='' | A | ~~",
                "lower_1=x | lower_1 | x",
                "A=https://a.example/x?y=z&c | A | https://a.example/x?y=z&c",
                "A=grün | A | grün",
            })
    void lineThatAllToolsReadAlike_isRead(String line, String name, String value) {
        DotEnv parsed = DotEnv.parse("# first\n\n" + line + "\r\nLAST=1");

        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.entries()).containsOnlyKeys(name, "LAST");
        assertThat(parsed.entries().get(name).text()).isEqualTo(value);
        assertThat(parsed.entries().get(name).line()).isEqualTo(3);
        assertThat(parsed.entries().get("LAST").line()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "export A=1|1|export",
                " A=1|1|malformed_name",
                "A =1|2|malformed_name",
                "A= 1|3|white_space",
                "A=1 |4|white_space",
                "~  ~|1|white_space",
                "A|2|no_value",
                "=1|1|malformed_name",
                "1A=1|1|malformed_name",
                "A-B=1|2|malformed_name",
                "A.B=1|2|malformed_name",
                "A: 1|5|no_value",
                "A=$B|3|interpolation",
                "A=a${B}|4|interpolation",
                "A='$B'|4|interpolation",
                "A=\"a\\nb\"|5|interpolation",
                "A=C:\\x|5|interpolation",
                "A=`id`|3|interpolation",
                "A=1 # c|5|comment",
                "A=1#c|4|comment",
                "A=#c|3|comment",
                "A=it's|5|quote",
                "A=a\"b|4|quote",
                "A='open|3|open_quote",
                "A=\"open|3|open_quote",
                "A='a' # c|6|after_quote",
                "A='a'b|6|after_quote",
                "A='a' |6|after_quote",
                "A=a\tb|4|control_character",
            })
    void lineThatToolsDisagreeOn_isAProblemWithItsPlace(String line, int column, String code) {
        DotEnv parsed = DotEnv.parse("OK=1\n" + line);

        assertThat(parsed.entries()).containsOnlyKeys("OK");
        assertThat(parsed.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(2);
            assertThat(problem.column()).isEqualTo(column);
            assertThat(problem.code()).isEqualTo(code);
        });
    }

    @Test
    void nameThatIsGivenTwice_isAProblem() {
        assertThat(DotEnv.parse("A=1\nA=2").problems())
                .singleElement()
                .isEqualTo(new DotEnv.Problem(2, 1, "given_twice", "each name once"));
    }

    @Test
    void anyText_isReadOrRefusedLineByLine() {
        long seed = 31;
        System.out.println("DotEnvTest seed " + seed);
        Random random = new Random(seed);
        String alphabet = "AB_=='\"#$\\ \n\r\tü1-.`";
        for (int run = 0; run < 20_000; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            DotEnv parsed = DotEnv.parse(text.toString());
            long lines = text.chars().filter(c -> c == '\n').count() + 1;
            assertThat((long) parsed.entries().size() + parsed.problems().size())
                    .isLessThanOrEqualTo(lines);
            // What was accepted survives being written and read again.
            StringBuilder again = new StringBuilder();
            parsed.entries().forEach((name, entry) -> {
                char quote = entry.text().indexOf('\'') < 0 ? '\'' : '"';
                again.append(name)
                        .append('=')
                        .append(quote)
                        .append(entry.text())
                        .append(quote)
                        .append('\n');
            });
            DotEnv second = DotEnv.parse(again.toString());
            assertThat(second.problems()).isEmpty();
            parsed.entries()
                    .forEach((name, entry) ->
                            assertThat(second.entries().get(name).text()).isEqualTo(entry.text()));
        }
    }
}
