package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.config.Violation;
import io.seaworthy.kernel.net.Cidr;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvertersTest {

    enum Colour {
        RED,
        LIGHT_BLUE
    }

    record All(
            @Env("INT") Optional<Integer> anInt,
            @Env("LONG") @Range(min = 1) Optional<Long> aLong,
            @Env("BOOL") Optional<Boolean> bool,
            @Env("ENUM") Optional<Colour> colour,
            @Env("TEXT") Optional<String> text,
            @Env("HOST") @Host Optional<String> host,
            @Env("ORIGIN") @Origin Optional<String> origin,
            @Env("DURATION") @Range(min = 1, max = 3600) Optional<Duration> duration,
            @Env("SIZE") @Range(max = 1_048_576) Optional<DataSize> size,
            @Env("URL") Optional<URI> url,
            @Env("CIDR") Optional<Cidr> cidr,
            @Env("NUMBERS") List<Integer> numbers,
            @Env("NAMES") Set<String> names) {}

    private static Reading<All> load(String name, String value) {
        return Environment.of(Map.of(name, value)).load(All.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INT | 0 | 0",
                "INT | -2147483648 | -2147483648",
                "INT | 2147483647 | 2147483647",
                "LONG | 9223372036854775807 | 9223372036854775807",
                "BOOL | true | true",
                "BOOL | false | false",
                "ENUM | red | RED",
                "ENUM | light-blue | LIGHT_BLUE",
                "TEXT | Grüße, Welt = ${HOME} | Grüße, Welt = ${HOME}",
                "HOST | localhost | localhost",
                "HOST | a-b.example.com | a-b.example.com",
                "HOST | 127.0.0.1 | 127.0.0.1",
                "HOST | ::1 | ::1",
                "HOST | 0.0.0.0 | 0.0.0.0",
                "ORIGIN | https://a.example | https://a.example",
                "ORIGIN | http://localhost:5173 | http://localhost:5173",
                "ORIGIN | https://a.example:8443 | https://a.example:8443",
                "ORIGIN | http://[::1]:3000 | http://[::1]:3000",
                "DURATION | 1s | PT1S",
                "DURATION | 5m | PT5M",
                "DURATION | 1h | PT1H",
                "DURATION | 1500ms | PT1.5S",
                "DURATION | PT90S | PT1M30S",
                "SIZE | 0B | DataSize[bytes=0]",
                "SIZE | 64KiB | DataSize[bytes=65536]",
                "SIZE | 1MB | DataSize[bytes=1000000]",
                "URL | https://a.example/x?y=1 | https://a.example/x?y=1",
                "CIDR | 10.0.0.0/8 | 10.0.0.0/8",
                "NUMBERS | 1, 2,3 | [1, 2, 3]",
                "NAMES | b,a | [b, a]",
            })
    void accepted_isThatValue(String name, String text, String value) {
        Reading<All> reading = load(name, text);

        assertThat(reading.faults()).isEmpty();
        assertThat(reading.settings().toString()).contains(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INT | +1 | not_a_number",
                "INT | 007 | not_a_number",
                "INT | - | not_a_number",
                "INT | ' 1' | not_a_number",
                "INT | 1_000 | not_a_number",
                "INT | 0x10 | not_a_number",
                "INT | ١٢ | not_a_number",
                "INT | 1.0 | not_a_number",
                "INT | 2147483648 | out_of_range",
                "LONG | 9223372036854775808 | out_of_range",
                "LONG | 99999999999999999999999999 | out_of_range",
                "LONG | 0 | out_of_range",
                "BOOL | True | not_a_boolean",
                "BOOL | yes | not_a_boolean",
                "BOOL | 1 | not_a_boolean",
                "ENUM | RED | not_an_option",
                "ENUM | light_blue | not_an_option",
                "ENUM | green | not_an_option",
                "HOST | a b | not_a_host",
                "HOST | -a.example | not_a_host",
                "HOST | a..b | not_a_host",
                "HOST | a.example:80 | not_a_host",
                "HOST | 127.1 | not_a_host",
                "HOST | 256.0.0.1 | not_a_host",
                "HOST | 0x7f000001 | not_a_host",
                "HOST | [::1] | not_a_host",
                "HOST | bücher.example | not_a_host",
                "ORIGIN | https://a.example/ | not_an_origin",
                "ORIGIN | https://A.example | not_an_origin",
                "ORIGIN | https://a.example:443 | not_an_origin",
                "ORIGIN | https://a.example?x | not_an_origin",
                "ORIGIN | https://a.example#x | not_an_origin",
                "ORIGIN | https://*.example | not_an_origin",
                "ORIGIN | null | not_an_origin",
                "ORIGIN | a.example | not_an_origin",
                "ORIGIN | ftp://a.example | wrong_scheme",
                "DURATION | 30 | not_a_duration",
                "DURATION | 1 s | not_a_duration",
                "DURATION | 1.5s | not_a_duration",
                "DURATION | 5min | not_a_duration",
                "DURATION | P1Y | not_a_duration",
                "DURATION | 999ms | out_of_range",
                "DURATION | 3601s | out_of_range",
                "DURATION | 3600001ms | out_of_range",
                "DURATION | PT-5S | out_of_range",
                "SIZE | 64 | not_a_size",
                "SIZE | 64kb | not_a_size",
                "SIZE | -1B | not_a_size",
                "SIZE | 2MiB | out_of_range",
                "SIZE | 9999999999GiB | not_a_size",
                "URL | http://a.example | wrong_scheme",
                "URL | https:///x | not_a_url",
                "URL | https:a.example | not_a_url",
                "URL | //a.example | not_a_url",
                "URL | https://a.example:0 | wrong_port",
                "URL | https://a.example:65536 | wrong_port",
                "URL | https://a b.example | not_a_url",
                "URL | https://u@a.example | user_info",
                "URL | https://127.1 | not_a_url",
                "CIDR | 10.0.0.1/8 | malformed",
                "NUMBERS | 1,,2 | empty_element",
                "NUMBERS | 1,x | not_a_number",
                "NUMBERS | ',' | empty_element",
                "NAMES | a,b,a | given_twice",
            })
    void refused_hasThatCode(String name, String text, String code) {
        assertThat(load(name, text).faults()).isNotEmpty().allSatisfy(fault -> {
            assertThat(fault.path()).startsWith(name);
            assertThat(fault.reason()).isEqualTo(code);
        });
    }

    @ParameterizedTest
    @CsvSource({"'a\tb'", "'a\nb'", "'a\u0085b'"})
    void controlCharacter_isNoText(String text) {
        assertThat(load("TEXT", text).faults()).extracting(Violation::reason).containsExactly("control_character");
    }
}
