package io.seaworthy.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditEventTest {

    @ParameterizedTest
    @ValueSource(strings = {"u_7", "system", "0190b7a2-7c11-7cc2-8d6e-5f2f4c1e9a10", "key:sw_live/A~1", "-"})
    void ids_areAccepted(String id) {
        assertThat(AuditEvent.of(id, "note.create", id, AuditOutcome.SUCCESS).actor())
                .isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ann@example.com", "a b", "a\nb", "a\"b", "\u00e1", "a\\b", "a\u202eb", "<b>"})
    void anythingElse_isRefusedAndNotShown(String text) {
        assertThatThrownBy(() -> AuditEvent.of(text, "a", "b", AuditOutcome.SUCCESS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("actor")
                .hasMessageNotContaining("ann@example.com");
        assertThatThrownBy(() -> AuditEvent.of("a", "b", text, AuditOutcome.SUCCESS))
                .hasMessageContaining("target");
        assertThatThrownBy(() -> AuditEvent.of("a", text, "b", AuditOutcome.SUCCESS))
                .hasMessageContaining("action");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Note.create", "note:create", "note/create"})
    void actions_areNames(String action) {
        assertThatThrownBy(() -> AuditEvent.of("a", action, "b", AuditOutcome.SUCCESS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lengths_areBounded() {
        AuditEvent longest = AuditEvent.of("a".repeat(128), "b".repeat(64), "c".repeat(128), AuditOutcome.SUCCESS);
        assertThat(longest.target()).hasSize(128);

        assertThatThrownBy(() -> AuditEvent.of("a".repeat(129), "b", "c", AuditOutcome.SUCCESS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AuditEvent.of("a", "b".repeat(65), "c", AuditOutcome.SUCCESS))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
