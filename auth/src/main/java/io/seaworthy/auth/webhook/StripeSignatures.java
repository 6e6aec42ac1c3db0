package io.seaworthy.auth.webhook;

import io.seaworthy.auth.internal.Codec;
import io.seaworthy.auth.webhook.SignatureCheck.Reason;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.internal.Ascii;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Verifies Stripe's webhook signatures: {@code Stripe-Signature: t=TIMESTAMP,v1=HEX,...}, HMAC-SHA-256 over the
 * timestamp, a full stop and the raw body. Several signatures and several secrets are tried, in constant time; schemes
 * other than {@code v1} are ignored. The timestamp must lie within the tolerance, in the past and in the future.
 *
 * <p>Hand over the bytes as they came: a body that was parsed and written again is another one. A signature does not stop
 * a repetition within the tolerance: ask a {@link ReplayStore} about the event's id after {@code Authentic}. Immutable,
 * thread-safe.
 */
public final class StripeSignatures implements EvidenceSource {

    private static final int MAX_HEADER = 2048;
    private static final int MAX_SIGNATURES = 16;
    private static final HexFormat HEX = HexFormat.of();

    private record Header(String timestamp, List<byte[]> signatures) {}

    private final List<Secret> secrets;
    private final Duration tolerance;
    private final InstantSource clock;

    private StripeSignatures(List<Secret> secrets, Duration tolerance, InstantSource clock) {
        this.secrets = List.copyOf(secrets);
        this.tolerance = tolerance;
        this.clock = clock;
    }

    /** Signatures by one of these secrets ({@code whsec_...}, the whole text), 5 minutes of tolerance. */
    public static StripeSignatures of(Secret... secrets) {
        return of(List.of(secrets), Duration.ofMinutes(5), InstantSource.system());
    }

    /**
     * Signatures by one of these secrets.
     *
     * @param secrets one, or during a rotation several; each of 16 bytes and more
     * @param tolerance 1 second to 1 hour
     */
    public static StripeSignatures of(List<Secret> secrets, Duration tolerance, InstantSource clock) {
        Faults faults = Faults.in("StripeSignatures");
        faults.check(!secrets.isEmpty(), "secrets", null, "missing", "at least one secret");
        for (int i = 0; i < secrets.size(); i++) {
            faults.check(secrets.get(i).length() >= 16, "secrets[" + i + "]", null, "too_short", "at least 16 bytes");
        }
        faults.check(
                tolerance.compareTo(Duration.ofSeconds(1)) >= 0 && tolerance.compareTo(Duration.ofHours(1)) <= 0,
                "tolerance",
                tolerance.toString(),
                "out_of_range",
                "1 second to 1 hour");
        faults.throwIfAny();
        return new StripeSignatures(secrets, tolerance, Objects.requireNonNull(clock, "clock"));
    }

    /**
     * Checks one delivery.
     *
     * @param body the raw bytes of the request's body
     * @param headers the values of {@code Stripe-Signature}; exactly one is acceptable
     */
    public SignatureCheck verify(byte[] body, List<String> headers) {
        return verify(body, headers.size() == 1 ? headers.get(0) : null);
    }

    /** Checks one delivery by its only {@code Stripe-Signature} header, or null where it has none. */
    public SignatureCheck verify(byte[] body, @Nullable String header) {
        if (header == null) {
            return new SignatureCheck.Refused(Reason.MISSING);
        }
        Header parsed = parse(header);
        if (parsed == null) {
            return new SignatureCheck.Refused(Reason.MALFORMED);
        }
        if (!isSigned(body, parsed)) {
            return new SignatureCheck.Refused(Reason.MISMATCH);
        }
        Instant signedAt = Instant.ofEpochSecond(Long.parseLong(parsed.timestamp));
        return Duration.between(signedAt, clock.instant()).abs().compareTo(tolerance) <= 0
                ? new SignatureCheck.Authentic(signedAt)
                : new SignatureCheck.Refused(Reason.OUTSIDE_TOLERANCE);
    }

    private boolean isSigned(byte[] body, Header header) {
        byte[] start = (header.timestamp + ".").getBytes(StandardCharsets.US_ASCII);
        boolean signed = false;
        for (Secret secret : secrets) {
            byte[] expected = secret.exposeTo(key -> Codec.hmac("HmacSHA256", key, start, body));
            for (byte[] presented : header.signatures) {
                signed |= MessageDigest.isEqual(expected, presented);
            }
        }
        return signed;
    }

    private static @Nullable Header parse(String header) {
        if (header.length() > MAX_HEADER) {
            return null;
        }
        String timestamp = null;
        List<byte[]> signatures = new ArrayList<>();
        for (String item : header.split(",", -1)) {
            int equals = item.indexOf('=');
            if (equals < 0) {
                return null;
            }
            String name = item.substring(0, equals).strip();
            String value = item.substring(equals + 1).strip();
            if (name.equals("t")) {
                if (timestamp != null || !isTimestamp(value)) {
                    return null;
                }
                timestamp = value;
            } else if (name.equals("v1")) {
                byte[] signature = signature(value);
                if (signature == null || signatures.size() == MAX_SIGNATURES) {
                    return null;
                }
                signatures.add(signature);
            }
        }
        return timestamp == null || signatures.isEmpty() ? null : new Header(timestamp, signatures);
    }

    private static boolean isTimestamp(String value) {
        boolean digits = !value.isEmpty() && value.length() <= 11;
        for (int i = 0; i < value.length(); i++) {
            digits &= Ascii.isDigit(value.charAt(i));
        }
        return digits;
    }

    private static byte @Nullable [] signature(String value) {
        boolean hex = value.length() == 64;
        for (int i = 0; i < value.length(); i++) {
            hex &= Ascii.isHexDigit(value.charAt(i));
        }
        return hex ? HEX.parseHex(value) : null;
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(Evidence.enforced(
                "AUTH-WEBHOOK",
                "StripeSignatures",
                "raw body, " + secrets.size() + (secrets.size() == 1 ? " secret" : " secrets") + ", tolerance "
                        + tolerance + " both ways"));
    }

    @Override
    public String toString() {
        return "StripeSignatures[" + secrets.size() + " secrets, tolerance " + tolerance + "]";
    }
}
