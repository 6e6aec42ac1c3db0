package io.seaworthy.headers.csp;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.net.IpAddress;
import io.seaworthy.testkit.VirtualTicker;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViolationTalliesTest {

    private static final IpAddress ATTACKER = IpAddress.parse("9.9.9.9");

    private static CspViolation violation(String host) {
        return new CspViolation("img-src", "https://" + host, true, "", "");
    }

    private static String reports(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> "{\"type\":\"csp-violation\",\"body\":{\"effectiveDirective\":\"img-src\","
                        + "\"blockedURL\":\"https://h" + i + ".x/\"}}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static CspIntake accept(CspReports intake, String body, IpAddress client) {
        return intake.accept(
                "application/reports+json", new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), client);
    }

    @Test
    void floodOfKinds_makesRoomByItself() {
        ViolationTallies tallies = new ViolationTallies(100);
        for (int i = 0; i < 50; i++) {
            tallies.count(violation("real.example"));
        }
        for (int i = 0; i < 100_000; i++) {
            tallies.count(violation("h" + i));
        }
        assertThat(tallies.size()).isEqualTo(100);
        assertThat(tallies.groups().get(0).count()).isEqualTo(50);
        assertThat(tallies.forgotten()).isEqualTo(100_000 - 99);
        assertThat(tallies.count(violation("late.example"))).isTrue();
        assertThat(tallies.groups()).anyMatch(each -> each.first().blocked().equals("https://late.example"));
        tallies.clear();
        assertThat(tallies.size()).isZero();
    }

    @Test
    void smallestTable_holdsOne() {
        ViolationTallies tallies = new ViolationTallies(1);
        assertThat(tallies.count(violation("a"))).isTrue();
        assertThat(tallies.count(violation("b"))).isTrue();
        assertThat(tallies.count(violation("b"))).isFalse();
        assertThat(tallies.groups())
                .singleElement()
                .extracting(CspViolationGroup::count)
                .isEqualTo(2L);
    }

    @Test
    void tenRequestsOfOneClient_doNotBlindTheIntake() {
        List<CspViolation> heard = new ArrayList<>();
        CspReports intake = CspReports.builder()
                .ticker(VirtualTicker.create())
                .onNew(heard::add)
                .build();
        for (int i = 0; i < 10; i++) {
            accept(intake, reports(100 * i, 100), ATTACKER);
        }
        assertThat(intake.groups()).as("a tenth of the room").hasSize(100);
        assertThat(intake.overflow()).isEqualTo(900);
        assertThat(accept(intake, reports(5000, 1), ATTACKER)).isEqualTo(CspIntake.OVERFLOW);
        assertThat(accept(intake, reports(7, 1), ATTACKER)).as("a known kind").isEqualTo(CspIntake.COUNTED);
        assertThat(accept(intake, reports(9999, 1), IpAddress.parse("1.2.3.4"))).isEqualTo(CspIntake.COUNTED);
        assertThat(heard).extracting(CspViolation::blocked).contains("https://h9999.x");
    }
}
