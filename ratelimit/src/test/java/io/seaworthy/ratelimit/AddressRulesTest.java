package io.seaworthy.ratelimit;

import static io.seaworthy.testkit.GuardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.kernel.net.CidrSet;
import io.seaworthy.kernel.net.ClientAddress;
import io.seaworthy.kernel.net.ClientAddress.Trust;
import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.testkit.RequestHeads;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {

    private static final CidrSet ADMINS = CidrSet.of("127.0.0.0/8", "::1/128", "10.1.0.0/16");

    private static RequestHead from(String address, Trust trust, String path) {
        return RequestHeads.get(path)
                .attribute(RequestAttributes.CLIENT_ADDRESS, new ClientAddress(IpAddress.parse(address), "http", trust))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, DIRECT, true",
        "::1, DIRECT, true",
        "::ffff:10.1.2.3, FORWARDED, true",
        "10.1.2.3, FORWARDED, true",
        "10.2.0.0, DIRECT, false",
        "192.0.2.1, FORWARDED, false",
        "127.0.0.1, UNTRUSTED_HEADERS, false",
        "10.1.2.3, UNUSABLE_HEADERS, false",
    })
    void allowList_needsAnAddressBeyondDoubt(String address, Trust trust, boolean allowed) {
        AddressRules rules = AddressRules.allowOnly(ADMINS);
        RequestHead head = from(address, trust, "/metrics");
        assertThat(rules.allows(head)).isEqualTo(allowed);
        if (allowed) {
            assertThat(rules.check(head)).saysNothing();
        } else {
            assertThat(rules.check(head)).rejects(403, "forbidden");
        }
    }

    @Test
    void withoutAClientAddress_nothingIsAllowed() {
        RequestHead head = RequestHeads.get("/metrics").peer("127.0.0.1").build();
        assertThat(AddressRules.allowOnly(ADMINS).allows(head)).isFalse();
    }

    @Test
    void patterns_boundTheGuardButNotTheQuestion() {
        AddressRules rules = AddressRules.builder()
                .allowOnly(ADMINS)
                .on("/metrics", "/api/admin/**")
                .build();
        assertThat(rules.check(from("192.0.2.1", Trust.DIRECT, "/"))).saysNothing();
        assertThat(rules.check(from("192.0.2.1", Trust.DIRECT, "/api/admin/users")))
                .rejects(403, "forbidden");
        assertThat(rules.check(from("192.0.2.1", Trust.DIRECT, "/metrics"))).rejects(403, "forbidden");
        assertThat(rules.allows(from("192.0.2.1", Trust.DIRECT, "/"))).isFalse();
    }

    /** A lenient server may take each of these for /api/admin/users. */
    @ParameterizedTest
    @ValueSource(strings = {"//api/admin/users", "/x/../api/admin/users", "/api/admin;v=1/users", "/api%2Fadmin/users"})
    void pathThatNoPatternCanTell_isGuarded(String path) {
        AddressRules rules =
                AddressRules.builder().allowOnly(ADMINS).on("/api/admin/**").build();
        assertThat(rules.check(from("192.0.2.1", Trust.DIRECT, path))).rejects(403, "forbidden");
        assertThat(rules.check(from("10.1.8.1", Trust.DIRECT, path))).saysNothing();
    }

    @Test
    void denyList_winsAndIgnoresTrust() {
        AddressRules rules = AddressRules.builder()
                .allowOnly(ADMINS)
                .deny(CidrSet.of("10.1.9.0/24"))
                .build();
        assertThat(rules.check(from("10.1.8.1", Trust.DIRECT, "/"))).saysNothing();
        assertThat(rules.check(from("10.1.9.1", Trust.DIRECT, "/"))).rejects(403, "forbidden");
        AddressRules denyOnly =
                AddressRules.builder().deny(CidrSet.of("192.0.2.0/24")).build();
        assertThat(denyOnly.check(from("192.0.2.1", Trust.UNTRUSTED_HEADERS, "/")))
                .rejects(403, "forbidden");
        assertThat(denyOnly.check(from("198.51.100.1", Trust.UNTRUSTED_HEADERS, "/")))
                .saysNothing();
        assertThat(denyOnly.check(RequestHeads.get("/").peer("192.0.2.1").build()))
                .rejects(403, "forbidden");
    }

    @Test
    void faults_areReportedTogether() {
        assertThatThrownBy(() -> AddressRules.builder().on("metrics").build())
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.violations()).hasSize(2));
    }
}
