package io.seaworthy.protection;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.Faults;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Verifies an audit file line by line, offline, without loading it: every hash under its key, every number, every link.
 *
 * <p>A chain alone cannot show that its end was cut off. Heads that were kept elsewhere can: pass them along. Who has
 * the key can rewrite the whole file, so keep the key from those who can write it. Immutable, thread-safe.
 */
public final class AuditVerifier {

    private final AuditKeys keys;

    private AuditVerifier(AuditKeys keys) {
        this.keys = keys;
    }

    /**
     * A verifier.
     *
     * @param key the trail's key, 32 bytes or more
     * @param previousKeys earlier keys under which older lines were written
     * @throws io.seaworthy.kernel.config.ConfigurationException with all faults
     */
    public static AuditVerifier of(Secret key, Secret... previousKeys) {
        Faults faults = Faults.in("AuditVerifier");
        AuditKeys keys = AuditKeys.of(faults, key, previousKeys);
        faults.throwIfAny();
        return new AuditVerifier(Objects.requireNonNull(keys));
    }

    /**
     * Verifies a file. It may be in use; an entry that is being written counts as torn bytes.
     *
     * @param known heads kept elsewhere, all of which must be in the chain
     * @throws IOException where the file cannot be read
     */
    public AuditVerification verify(Path file, AuditHead... known) throws IOException {
        AuditChain chain = AuditChain.fromStart(keys);
        int missing = 0;
        for (AuditHead head : known) {
            missing += head.sequence() == 0 ? 0 : 1;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream(AuditLine.MAX_BYTES);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    line.write(b);
                    if (line.size() > AuditLine.MAX_BYTES) {
                        return broken(chain, AuditBreak.MALFORMED);
                    }
                    continue;
                }
                AuditBreak reason = chain.next(line.toByteArray());
                line.reset();
                if (reason != null) {
                    return broken(chain, reason);
                }
                for (AuditHead head : known) {
                    if (head.sequence() == chain.head().sequence()) {
                        if (!head.hash().equals(chain.head().hash())) {
                            return broken(chain, AuditBreak.HEAD_MISSING);
                        }
                        missing--;
                    }
                }
            }
        }
        return missing > 0
                ? broken(chain, AuditBreak.HEAD_MISSING)
                : new AuditVerification.Intact(chain.head(), line.size());
    }

    private static AuditVerification broken(AuditChain chain, @Nullable AuditBreak reason) {
        return new AuditVerification.Broken(chain.head().sequence() + 1, Objects.requireNonNull(reason), chain.head());
    }
}
