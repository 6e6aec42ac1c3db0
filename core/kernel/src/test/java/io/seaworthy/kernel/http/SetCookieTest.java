package io.seaworthy.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.config.ConfigurationException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetCookieTest {

    private static List<String> faults(SetCookie.Builder builder) {
        ConfigurationException refused = catchThrowableOfType(ConfigurationException.class, builder::build);
        assertThat(refused).isNotNull();
        return refused.violations().stream()
                .map(v -> v.path() + " " + v.reason())
                .toList();
    }

    @Test
    void everyKind_keepsTheRulesOfItsPrefix() {
        assertThat(SetCookie.host("sid").build().header("v"))
                .isEqualTo("__Host-sid=v; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(SetCookie.hostHttp("sid").sameSite(SameSite.STRICT).build().header("v"))
                .isEqualTo("__Host-Http-sid=v; Path=/; Secure; HttpOnly; SameSite=Strict");
        assertThat(SetCookie.secure("sid")
                        .domain("example.com")
                        .path("/app")
                        .build()
                        .header("v"))
                .isEqualTo("__Secure-sid=v; Path=/app; Domain=example.com; Secure; HttpOnly; SameSite=Lax");
        assertThat(SetCookie.http("sid").build().header("v"))
                .isEqualTo("__Http-sid=v; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(SetCookie.insecureWithoutPrefix("lang").build().header("en"))
                .isEqualTo("lang=en; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void options_areWritten() {
        SetCookie cookie = SetCookie.host("sid")
                .sameSite(SameSite.NONE)
                .partitioned()
                .maxAge(Duration.ofDays(400))
                .dangerouslyReadableByScripts()
                .build();
        assertThat(cookie.header("v"))
                .isEqualTo("__Host-sid=v; Path=/; Secure; SameSite=None; Partitioned; Max-Age=34560000");
        assertThat(cookie.clear()).isEqualTo("__Host-sid=; Path=/; Secure; SameSite=None; Partitioned; Max-Age=0");
        assertThat(cookie.name()).isEqualTo("__Host-sid");
    }

    @Test
    void headerValue_isReadBackByCookies() {
        SetCookie cookie = SetCookie.host("sid").build();
        String pair = cookie.header("token").split(";")[0];
        assertThat(Cookies.of(List.of(pair)).get(cookie.name())).isEqualTo("token");
    }

    @Test
    void allFaults_areReportedTogether() {
        assertThat(faults(SetCookie.host("a b")
                        .path("x")
                        .domain(".com")
                        .maxAge(Duration.ZERO)
                        .maxAge(Duration.ZERO)))
                .containsExactly(
                        "maxAge set_twice",
                        "name not_a_token",
                        "path prefix_forbids",
                        "path invalid",
                        "domain prefix_forbids",
                        "domain invalid",
                        "maxAge out_of_range");
    }

    @Test
    void insecureCookie_cannotCrossSitesOrBePartitioned() {
        assertThat(faults(SetCookie.insecureWithoutPrefix("x")
                        .sameSite(SameSite.NONE)
                        .partitioned()))
                .containsExactly("sameSite needs_secure", "partitioned needs_secure");
    }

    /** Browsers store it, but send it into no frame of another site (CHIPS; RFC 6265bis section 5.8.3). */
    @ParameterizedTest
    @EnumSource(
            value = SameSite.class,
            names = {"LAX", "STRICT"})
    void partitionedCookie_needsSameSiteNone(SameSite sameSite) {
        assertThat(faults(SetCookie.host("x").sameSite(sameSite).partitioned()))
                .containsExactly("partitioned needs_same_site_none");
        assertThat(faults(SetCookie.host("x").partitioned())).containsExactly("partitioned needs_same_site_none");
    }

    @Test
    void cookieHiddenFromScripts_cannotBeReadableByThem() {
        assertThat(faults(SetCookie.hostHttp("x").dangerouslyReadableByScripts()))
                .containsExactly("dangerouslyReadableByScripts prefix_forbids");
        assertThat(faults(SetCookie.http("x").dangerouslyReadableByScripts()))
                .containsExactly("dangerouslyReadableByScripts prefix_forbids");
    }

    @Test
    void optionSetTwice_isAFault() {
        assertThat(faults(SetCookie.secure("x")
                        .path("/")
                        .path("/")
                        .domain("a.com")
                        .domain("a.com")
                        .sameSite(SameSite.LAX)
                        .sameSite(SameSite.LAX)
                        .partitioned()
                        .partitioned()
                        .dangerouslyReadableByScripts()
                        .dangerouslyReadableByScripts()))
                .containsExactly(
                        "path set_twice",
                        "domain set_twice",
                        "sameSite set_twice",
                        "partitioned set_twice",
                        "dangerouslyReadableByScripts set_twice",
                        "partitioned needs_same_site_none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a=b", "a;b", "é", "a\u0000", "$Version", "a,b", "\"a\""})
    void nameThatIsNoToken_isAFault(String name) {
        assertThat(faults(SetCookie.host(name))).containsExactly("name not_a_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"__Host-a", "__host-a", "__SECURE-a", "__Http-a", "__Host-Http-a"})
    void nameWithAPrefix_isAFault(String name) {
        assertThat(faults(SetCookie.insecureWithoutPrefix(name))).containsExactly("name prefix_in_name");
        assertThat(faults(SetCookie.secure(name))).containsExactly("name prefix_in_name");
    }

    @Test
    void hostCookieWhoseNameMakesAnotherPrefix_isAFault() {
        assertThat(faults(SetCookie.host("Http-a"))).containsExactly("name prefix_in_name");
    }

    @ParameterizedTest
    @CsvSource({
        ".example.com",
        "com",
        "localhost",
        "127.0.0.1",
        "[::1]",
        "Example.com",
        "a..com",
        "-a.com",
        "a-.com",
        "a_b.com",
        "example.com.",
        "exämple.com",
        "'a.com;x'",
        "'a b.com'"
    })
    void domainThatIsNone_isAFault(String domain) {
        assertThat(faults(SetCookie.secure("x").domain(domain))).containsExactly("domain invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "app", "/a;b", "/a b", "/é", "/a\n", "/a,b"})
    void pathThatIsNone_isAFault(String path) {
        assertThat(faults(SetCookie.secure("x").path(path))).containsExactly("path invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.5S", "-PT1S", "PT9600H0.001S"})
    void ageOutsideItsRange_isAFault(String age) {
        assertThat(faults(SetCookie.host("x").maxAge(Duration.parse(age)))).containsExactly("maxAge out_of_range");
    }

    @Test
    void attributeAtItsLimit_isAccepted() {
        assertThat(SetCookie.secure("x").path("/" + "a".repeat(1023)).build()).isNotNull();
        assertThat(faults(SetCookie.secure("x").path("/" + "a".repeat(1024)))).containsExactly("path invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a;b", "a,b", "a\"b", "a\\b", "é", "a\r\nSet-Cookie: x=y", "\u0000", "\u007f"})
    void valueThatIsNoCookieValue_isRefused(String value) {
        SetCookie cookie = SetCookie.host("x").build();
        assertThatThrownBy(() -> cookie.header(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(value);
    }

    @Test
    void pairAtItsLimit_isAcceptedAndAboveIsNot() {
        SetCookie cookie = SetCookie.host("x").build();
        int room = SetCookie.MAX_PAIR - cookie.name().length();
        assertThat(cookie.header("v".repeat(room))).isNotNull();
        assertThatThrownBy(() -> cookie.header("v".repeat(room + 1))).isInstanceOf(IllegalArgumentException.class);
    }
}
