package io.seaworthy.protection;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of the README, run. */
class ReadmeExampleTest {

    @TempDir
    private Path data;

    private final Secret secret = Keys.key(3);

    @Test
    void readme_works() throws Exception {
        // README: begin
        Secret auditKey = Hkdf.derive(secret, "harbour audit v1", 32);
        Pseudonyms emails = Pseudonyms.of("email", Hkdf.derive(secret, "harbour pseudonyms v1", 32));

        try (AuditTrail trail = AuditTrail.open(data.resolve("audit.jsonl"), auditKey)) {
            trail.append(AuditEvent.of("u_7", "note.delete", "note:42", AuditOutcome.SUCCESS));
            trail.append(AuditEvent.of(
                    "email:" + emails.pseudonym("ann@example.com"), "login", "session:-", AuditOutcome.DENIED));
        }

        AuditVerification found = AuditVerifier.of(auditKey).verify(data.resolve("audit.jsonl"));
        // README: end

        assertThat(found.isIntact()).isTrue();
    }
}
