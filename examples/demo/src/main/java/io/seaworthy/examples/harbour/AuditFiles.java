package io.seaworthy.examples.harbour;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.ConfigurationException;
import io.seaworthy.protection.AuditTrail;
import io.seaworthy.protection.AuditVerification;
import io.seaworthy.protection.AuditVerifier;
import io.seaworthy.protection.Hkdf;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Where the audit trail is kept. {@code AUDIT_FILE} where it is given; else {@code harbour-audit-KEY.jsonl} in the working
 * directory, KEY being a fingerprint of the audit key, so that each key has a file that it can verify; else, where the
 * key itself ends with the process, a temporary file.
 */
final class AuditFiles {

    private static final int MAX_INSTANCES = 64;

    private final HarbourSettings settings;
    private final boolean keyIsGenerated;

    AuditFiles(HarbourSettings settings, boolean keyIsGenerated) {
        this.settings = settings;
        this.keyIsGenerated = keyIsGenerated;
    }

    private static Secret key(Secret jwtSecret) {
        return Hkdf.derive(jwtSecret, "harbour audit v1", 32);
    }

    private static String name(Secret jwtSecret, int instance) {
        byte[] print = Hkdf.derive(jwtSecret, "harbour audit name v1", 4).exposeTo(byte[]::clone);
        return "harbour-audit-" + HexFormat.of().formatHex(print) + (instance == 1 ? "" : "-" + instance) + ".jsonl";
    }

    AuditTrail open() {
        Secret secret = settings.jwtSecret();
        Secret[] previous =
                settings.jwtSecretPrevious().map(AuditFiles::key).stream().toArray(Secret[]::new);
        if (settings.auditFile().isPresent()) {
            return AuditTrail.builder(Path.of(settings.auditFile().get()), key(secret))
                    .previousKeys(previous)
                    .open();
        }
        if (keyIsGenerated) {
            try {
                return AuditTrail.open(Files.createTempDirectory("harbour").resolve("audit.jsonl"), key(secret));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        // Several instances may be started in one directory while trying things out; one process holds one file.
        for (int instance = 1; ; instance++) {
            try {
                return AuditTrail.open(Path.of(name(secret, instance)), key(secret));
            } catch (ConfigurationException inUse) {
                boolean last = !settings.isDevelopment() || instance == MAX_INSTANCES;
                if (last
                        || inUse.violations().stream()
                                .noneMatch(fault -> fault.reason().contains("in_use"))) {
                    throw inUse;
                }
            }
        }
    }

    /** Verifies every file there is; the exit code: 0 intact, 1 broken, 66 nothing there. */
    int verify(PrintStream out) {
        List<Path> files = files();
        if (files.isEmpty()) {
            out.println("No audit file is here; set AUDIT_FILE, and JWT_SECRET as it was");
            return 66;
        }
        Secret[] previous =
                settings.jwtSecretPrevious().map(AuditFiles::key).stream().toArray(Secret[]::new);
        AuditVerifier verifier = AuditVerifier.of(key(settings.jwtSecret()), previous);
        boolean intact = true;
        for (Path file : files) {
            try {
                AuditVerification result = verifier.verify(file);
                intact &= result.isIntact();
                out.println(file + ": " + describe(result));
            } catch (IOException e) {
                intact = false;
                out.println(file + ": cannot be read");
            }
        }
        return intact ? 0 : 1;
    }

    private static String describe(AuditVerification result) {
        if (result instanceof AuditVerification.Broken broken) {
            return "broken at line " + broken.line() + " (" + broken.reason() + ")";
        }
        AuditVerification.Intact whole = (AuditVerification.Intact) result;
        return "intact, " + whole.head().sequence() + " entries, head "
                + whole.head().hash();
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>();
        if (settings.auditFile().isPresent()) {
            files.add(Path.of(settings.auditFile().get()));
        } else {
            List<Secret> secrets = new ArrayList<>(List.of(settings.jwtSecret()));
            settings.jwtSecretPrevious().ifPresent(secrets::add);
            for (Secret secret : secrets) {
                for (int instance = 1; instance <= MAX_INSTANCES; instance++) {
                    files.add(Path.of(name(secret, instance)));
                }
            }
        }
        files.removeIf(file -> !Files.exists(file));
        return files;
    }
}
