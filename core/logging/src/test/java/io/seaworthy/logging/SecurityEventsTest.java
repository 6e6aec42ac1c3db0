package io.seaworthy.logging;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.EventReason;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.testkit.RequestHeads;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecurityEventsTest {

    private final List<String> seen = new ArrayList<>();
    private final Events events =
            SecurityEvents.typed((reason, head, cause) -> seen.add(reason.area() + '.' + reason.code()));

    private record Reason(String area, String code) implements EventReason {

        @Override
        public Severity severity() {
            return Severity.INFO;
        }
    }

    private List<String> emitted(String code, @Nullable RequestHead head) {
        int dot = code.indexOf('.');
        events.emit(new Reason(code.substring(0, dot), code.substring(dot + 1)), head);
        return seen;
    }

    @ParameterizedTest
    @CsvSource({
        "auth.refresh_reuse, TOKEN_THEFT",
        "limit.limited, LIMIT_EXCEEDED",
        "limit.flood, LIMIT_EXCEEDED",
        "limit.account_limited, LIMIT_EXCEEDED",
        "limit.account_locked, LIMIT_EXCEEDED",
        "csp_reports.counted, CSP_VIOLATION",
        "csrf.cross_site, CSRF_REFUSED",
        "csrf.foreign_origin, CSRF_REFUSED",
        "csrf_token.token_mismatch, CSRF_REFUSED",
        "csrf_token.cookie_forged, CSRF_REFUSED"
    })
    void signOfAnAttack_goesOnAsItCameAndAsItsType(String code, SecurityEvent type) {
        String typed = "security." + type.name().toLowerCase(Locale.ROOT);
        assertThat(emitted(code, null)).containsExactly(code, typed);
    }

    @ParameterizedTest
    @CsvSource({
        "limit.would_limit",
        "csrf.same_origin",
        "auth.sessions_revoked",
        "chain.rejected",
        "auth.credential_refused"
    })
    void otherEvents_goOnAlone(String code) {
        assertThat(emitted(code, RequestHeads.get("/").build())).containsExactly(code);
        seen.clear();
        assertThat(emitted(code, null)).containsExactly(code);
    }

    @Test
    void keyThatIsNotAccepted_isMisused() {
        assertThat(emitted(
                        "auth.credential_refused",
                        RequestHeads.get("/").header("X-API-Key", "hbk_x").build()))
                .contains("security.key_misuse");
    }

    @ParameterizedTest
    @CsvSource({"insufficient_scope, true", "forbidden, false"})
    void rejection_isMisuseWhereAScopeIsLacking(String code, boolean misuse) {
        GuardChain chain = GuardChain.builder()
                .events(events)
                .then(head -> Decision.reject(Problem.of(403, code, "No")))
                .build();
        chain.run(RequestHeads.get("/").build());
        assertThat(seen.contains("security.key_misuse")).isEqualTo(misuse);
        assertThat(seen).contains("chain.rejected");
    }

    @Test
    void alerts_areRaisedByWhatABlockEmits() {
        List<SecurityAlerts.Alert> alerts = new ArrayList<>();
        Events watched = SecurityEvents.typed(SecurityAlerts.builder(alerts::add)
                .threshold(SecurityEvent.CSRF_REFUSED, 2, java.time.Duration.ofMinutes(1))
                .build());
        watched.emit(new Reason("csrf", "cross_site"), null);
        assertThat(alerts).isEmpty();
        watched.emit(new Reason("csrf_token", "token_missing"), null);
        assertThat(alerts).extracting(SecurityAlerts.Alert::code).containsExactly("security.csrf_refused");
    }
}
