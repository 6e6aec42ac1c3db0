package io.seaworthy.headers.csp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.net.ClientAddress;
import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.testkit.RequestHeads;
import io.seaworthy.testkit.VirtualTicker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CspReportsTest {

    private static final String LEVEL2 = "application/csp-report";
    private static final String REPORTING = "application/reports+json";

    private final VirtualTicker ticker = VirtualTicker.create();
    private final List<EventReason> events = new ArrayList<>();
    private final CspReports reports = CspReports.builder()
            .ticker(ticker)
            .perClientPerMinute(10)
            .perMinute(100)
            .maxKinds(5)
            .maxReports(3)
            .events((reason, head, cause) -> events.add(reason))
            .build();

    private static IpAddress client(int number) {
        return IpAddress.ofBits(0, 0xffff_0a00_0000L + number);
    }

    private static InputStream body(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String level2(String directive, String blocked) {
        return """
                {"csp-report":{"document-uri":"https://shop.example/cart?sid=secret#x","referrer":"",\
                "violated-directive":"%s","effective-directive":"%s","original-policy":"default-src 'none'",\
                "disposition":"enforce","blocked-uri":"%s","status-code":200,"script-sample":""}}""".formatted(directive, directive, blocked);
    }

    private static String reporting(String type, String blocked) {
        return """
                {"age":10,"type":"%s","url":"https://shop.example/","user_agent":"x","body":{\
                "documentURL":"https://shop.example/","blockedURL":"%s","effectiveDirective":"script-src-elem",\
                "disposition":"report","sourceFile":"https://shop.example/app.js?v=1","lineNumber":3,"sample":null}}""".formatted(type, blocked);
    }

    private CspIntake accept(String type, String text) {
        return reports.accept(type, body(text), client(1));
    }

    @Test
    void level2Report_isCountedWithoutWhatMayBePersonal() {
        assertThat(accept(LEVEL2, level2("img-src", "https://user:pw@CDN.example:8443/a?b#c")))
                .isEqualTo(CspIntake.COUNTED);
        assertThat(reports.groups())
                .containsExactly(new CspViolationGroup(
                        new CspViolation("img-src", "https://cdn.example:8443", true, "https://shop.example/cart", ""),
                        1));
        assertThat(events).containsExactly(CspIntake.COUNTED);
    }

    @Test
    void reportingApi_isReadAsAList() {
        String list = "[" + reporting("csp-violation", "inline") + "," + reporting("deprecation", "x") + ","
                + reporting("csp-violation", "https://evil.example/x.js") + "]";
        assertThat(accept("application/reports+json; charset=utf-8", list)).isEqualTo(CspIntake.COUNTED);
        assertThat(reports.groups())
                .extracting(group -> group.first().blocked())
                .containsExactlyInAnyOrder("inline", "https://evil.example");
        assertThat(reports.groups().get(0).first().enforced()).isFalse();
        assertThat(reports.groups().get(0).first().source()).isEqualTo("https://shop.example/app.js");
    }

    @Test
    void alikeViolations_areCountedTogether() {
        for (int i = 0; i < 4; i++) {
            accept(LEVEL2, level2("img-src", "https://a.example/" + i));
        }
        accept(LEVEL2, level2("img-src", "https://b.example/"));
        assertThat(reports.groups()).extracting(CspViolationGroup::count).containsExactly(4L, 1L);
        reports.clear();
        assertThat(reports.groups()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        ", UNSUPPORTED_TYPE",
        "'', UNSUPPORTED_TYPE",
        "application/json, UNSUPPORTED_TYPE",
        "text/plain, UNSUPPORTED_TYPE",
        "application/csp-reportx, UNSUPPORTED_TYPE",
        "APPLICATION/CSP-REPORT, COUNTED",
        "'application/csp-report ; x=y', COUNTED",
    })
    void mediaType_decides(String type, CspIntake outcome) {
        assertThat(accept(type, level2("img-src", "https://a.example/"))).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"csp-report\":null}",
                "{\"csp-report\":[]}",
                "{\"csp-report\":\"x\"}",
                "{\"csp-report\":{}",
                "{\"csp-report\":{\"a\":1,\"a\":2}}",
                "{\"csp-report\":{}} x",
                "[[[[[[[[[[[[[[[[",
            })
    void bodyThatIsNoLevel2Report_isMalformed(String text) {
        assertThat(accept(LEVEL2, text)).isEqualTo(CspIntake.MALFORMED);
        assertThat(reports.groups()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "[null]", "[1,\"a\",[],{}]", "[{\"type\":\"csp-violation\"}]", "[{\"type\":7,\"body\":{}}]"
            })
    void listWithoutViolation_isIgnored(String text) {
        assertThat(accept(REPORTING, text)).isEqualTo(CspIntake.IGNORED);
    }

    @Test
    void oddFields_doNotStopIt() {
        assertThat(accept(
                        LEVEL2, "{\"csp-report\":{\"effective-directive\":5,\"blocked-uri\":{},\"document-uri\":[]}}"))
                .isEqualTo(CspIntake.COUNTED);
        assertThat(reports.groups().get(0).first()).isEqualTo(new CspViolation("other", "inline", true, "", ""));
        assertThat(accept(LEVEL2, level2("script-src https://a.example", "\\ud800")))
                .as("browsers cut texts through characters")
                .isEqualTo(CspIntake.COUNTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://a.example/\\r\\nSet-Cookie: x",
                "\\u001b[31mred",
                "https://\\u202eevil.example",
                "\\u2028",
                "<script>alert(1)</script>",
                "\\\"quoted\\\"",
            })
    void hostileText_isMadeFitForLogs(String text) {
        accept(LEVEL2, level2(text, text).replace("https://shop.example/cart?sid=secret#x", text));
        for (CspViolationGroup group : reports.groups()) {
            for (String field : List.of(
                    group.first().directive(),
                    group.first().blocked(),
                    group.first().document())) {
                assertThat(field).matches("[!#-;=?-\\[\\]-~]{0,200}").doesNotContain("<", "\"", "\\");
            }
        }
    }

    @Test
    void longText_isCut() {
        accept(LEVEL2, level2("img-src", "https://" + "a".repeat(5000)));
        assertThat(reports.groups().get(0).first().blocked()).hasSize(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chrome-extension://abc/x.js",
                "chrome-extension",
                "moz-extension://abc",
                "safari-web-extension://abc",
                "webkit-masked-url://hidden/",
                "about",
                "about:blank",
                "https://translate.googleapis.com/x",
                "mbinit://x",
                "resource://x",
            })
    void extensionsAndTheLike_areNoise(String blocked) {
        assertThat(accept(LEVEL2, level2("script-src", blocked))).isEqualTo(CspIntake.IGNORED);
        assertThat(reports.groups()).isEmpty();
        assertThat(reports.noise()).isEqualTo(1);
    }

    @Test
    void reportsOverTheCapOfOneBody_areNotRead() {
        String one = reporting("csp-violation", "inline");
        assertThat(accept(REPORTING, "[" + String.join(",", one, one, one, one, one) + "]"))
                .isEqualTo(CspIntake.COUNTED);
        assertThat(reports.groups().get(0).count()).isEqualTo(3);
    }

    @Test
    void kindsOverTheCap_areCountedTogether() {
        for (int i = 0; i < 9; i++) {
            accept(LEVEL2, level2("img-src", "https://h" + i + ".example/"));
        }
        assertThat(reports.groups()).hasSize(5);
        assertThat(reports.overflow()).isEqualTo(4);
        reports.clear();
        ticker.advance(Duration.ofMinutes(1));
        accept(LEVEL2, level2("img-src", "https://new.example/"));
        assertThat(reports.groups()).hasSize(1);
    }

    @Test
    void oneClientsInventions_doNotBlindItToOthers() {
        List<CspViolation> heard = new ArrayList<>();
        CspReports intake =
                CspReports.builder().ticker(ticker).onNew(heard::add).build();
        for (int request = 0; request < 10; request++) {
            List<String> invented = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                invented.add(reporting("csp-violation", "https://h" + request + "-" + i + ".example/"));
            }
            intake.accept(REPORTING, body("[" + String.join(",", invented) + "]"), client(1));
        }
        assertThat(intake.groups()).as("a tenth of all kinds").hasSize(100);
        assertThat(intake.overflow()).isEqualTo(900);
        assertThat(intake.accept(LEVEL2, body(level2("img-src", "https://real.example/")), client(2)))
                .isEqualTo(CspIntake.COUNTED);
        assertThat(intake.groups()).hasSize(101);
        assertThat(heard).last().extracting(CspViolation::blocked).isEqualTo("https://real.example");
    }

    /** Gives bytes for ever and counts them. */
    private static final class Endless extends InputStream {

        private long given;

        @Override
        public int read() {
            given++;
            return ' ';
        }
    }

    @Test
    void bodyOverTheCap_isReadNoFurther() {
        Endless endless = new Endless();
        assertThat(reports.accept(LEVEL2, endless, client(1))).isEqualTo(CspIntake.TOO_LARGE);
        assertThat(endless.given).isLessThanOrEqualTo(64 * 1024 + 1);
    }

    @Test
    void overBudgetOrWrongType_isNotReadAtAll() {
        for (int i = 0; i < 10; i++) {
            assertThat(accept(LEVEL2, level2("img-src", "https://a.example/"))).isEqualTo(CspIntake.COUNTED);
        }
        Endless endless = new Endless();
        assertThat(reports.accept(LEVEL2, endless, client(1))).isEqualTo(CspIntake.CLIENT_OVER_BUDGET);
        assertThat(reports.accept("text/html", endless, client(2))).isEqualTo(CspIntake.UNSUPPORTED_TYPE);
        assertThat(endless.given).isZero();
        ticker.advance(Duration.ofSeconds(6));
        assertThat(accept(LEVEL2, level2("img-src", "https://a.example/"))).isEqualTo(CspIntake.COUNTED);
        assertThat(reports.accept(LEVEL2, endless, client(1))).isEqualTo(CspIntake.CLIENT_OVER_BUDGET);
    }

    @Test
    void floodFromManyAddresses_meetsTheBudgetOfAll() {
        int counted = 0;
        for (int i = 0; i < 10_000; i++) {
            CspIntake outcome = reports.accept(LEVEL2, body(level2("img-src", "https://a.example/")), client(i));
            counted += outcome == CspIntake.COUNTED ? 1 : 0;
        }
        assertThat(counted).isEqualTo(100);
    }

    @Test
    void ipv6Client_isItsNetwork() {
        for (int i = 0; i < 10; i++) {
            reports.accept(LEVEL2, body("{}"), IpAddress.ofBits(0x2001_0db8_0000_0001L, i));
        }
        assertThat(reports.accept(LEVEL2, body("{}"), IpAddress.ofBits(0x2001_0db8_0000_0001L, 99)))
                .isEqualTo(CspIntake.CLIENT_OVER_BUDGET);
    }

    @Test
    void clientGoneAway_isNoError() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        };
        assertThat(reports.accept(LEVEL2, broken, client(1))).isEqualTo(CspIntake.UNREADABLE);
    }

    @Test
    void head_givesTypeAndClient() {
        ClientAddress far = new ClientAddress(client(77), "https", ClientAddress.Trust.FORWARDED);
        for (int i = 0; i < 11; i++) {
            CspIntake outcome = reports.accept(
                    RequestHeads.post("/csp-reports")
                            .header("Content-Type", LEVEL2)
                            .attribute(RequestAttributes.CLIENT_ADDRESS, far)
                            .build(),
                    body(level2("img-src", "https://a.example/")));
            assertThat(outcome).isEqualTo(i < 10 ? CspIntake.COUNTED : CspIntake.CLIENT_OVER_BUDGET);
        }
        assertThat(reports.accept(
                        RequestHeads.post("/csp-reports")
                                .header("Content-Type", LEVEL2)
                                .build(),
                        body(level2("img-src", "https://a.example/"))))
                .isEqualTo(CspIntake.COUNTED);
    }

    @Test
    void listener_hearsOfEachKindOnceAndMayFail() {
        List<CspViolation> heard = new ArrayList<>();
        CspReports loud = CspReports.builder()
                .onNew(violation -> {
                    heard.add(violation);
                    throw new IllegalStateException("full");
                })
                .events((reason, head, cause) -> events.add(reason))
                .build();
        for (int i = 0; i < 3; i++) {
            assertThat(loud.accept(LEVEL2, body(level2("img-src", "https://a.example/")), client(1)))
                    .isEqualTo(CspIntake.COUNTED);
        }
        assertThat(heard).hasSize(1);
        assertThat(events).contains(CspIntake.LISTENER_FAILED);
    }

    @Test
    void suggestions_areForPeopleToJudge() {
        accept(LEVEL2, level2("img-src", "https://cdn.example/a"));
        accept(LEVEL2, level2("img-src", "https://cdn.example/b"));
        accept(LEVEL2, level2("script-src-elem", "inline"));
        accept(LEVEL2, level2("script-src", "https://rare.example/"));
        accept(LEVEL2, level2("script-src-elem", "inline"));
        assertThat(reports.suggestions(Csp.strict(), 2))
                .containsExactlyInAnyOrder(
                        new CspSuggestion(
                                "img-src", "https://cdn.example", false, 2, "img-src 'self' data: https://cdn.example"),
                        new CspSuggestion("script-src", "give the inline code the response's nonce", true, 2, ""));
        Csp changed = Csp.strict().toBuilder()
                .imgSrc(CspSource.SELF, CspSource.host("https://cdn.example"))
                .build();
        assertThat(reports.suggestions(changed, 2)).hasSize(1);
    }

    @Test
    void caps_areChecked() {
        assertThatThrownBy(() -> CspReports.builder()
                        .maxBytes(0)
                        .maxReports(0)
                        .maxKinds(0)
                        .perClientPerMinute(0)
                        .perMinute(0)
                        .build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).hasSize(5));
    }
}
