package io.seaworthy.protection;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Stable names that stand for personal values in logs, analytics and audit entries: the first 128 bits of
 * HMAC-SHA-256, as 32 hex digits. The same value has the same pseudonym under one key, label and tenant, and nothing in
 * common under others, so data cannot be joined across purposes or tenants.
 *
 * <p>Who has the key can try values out: keep it apart from the data, and destroy it to make the data anonymous. Values
 * are taken as they are; bring {@code Ann@Example.com} into one form before. To re-key, put the new key first and the old
 * one after it, search by {@link #all}, and drop the old one when nothing under it is left.
 *
 * <p>Immutable, thread-safe.
 */
public final class Pseudonyms implements EvidenceSource {

    private static final int MIN_KEY = 32;
    private static final int BYTES = 16;

    private final String label;
    private final List<Secret> keys;

    private Pseudonyms(String label, List<Secret> keys) {
        this.label = label;
        this.keys = List.copyOf(keys);
    }

    /**
     * Pseudonyms for one purpose.
     *
     * @param label the purpose: {@code "email"}; 1 to 64 of {@code a-z 0-9 . _ -}; not {@code "E-mail address"}
     * @param current the key in force, 32 bytes or more
     * @param previous earlier keys, for {@link #all} only
     * @throws io.seaworthy.kernel.config.ConfigurationException with all faults
     */
    public static Pseudonyms of(String label, Secret current, Secret... previous) {
        Faults faults = Faults.in("Pseudonyms");
        faults.check(
                Syntax.isName(label), "label", label, "malformed", "1 to " + Syntax.MAX_NAME + " of a-z 0-9 . _ -");
        List<Secret> given = new ArrayList<>(List.of(previous));
        given.add(0, current);
        for (int i = 0; i < given.size(); i++) {
            faults.check(
                    given.get(i).length() >= MIN_KEY,
                    i == 0 ? "current" : "previous[" + (i - 1) + "]",
                    null,
                    "too_short",
                    "a key of " + MIN_KEY + " bytes or more");
        }
        faults.throwIfAny();
        return new Pseudonyms(label, derive(given, "seaworthy pseudonym " + label));
    }

    /**
     * The pseudonyms of one tenant, which no other tenant's match.
     *
     * @throws IllegalArgumentException where the tenant is blank
     */
    public Pseudonyms forTenant(String tenant) {
        return new Pseudonyms(label, derive(keys, "seaworthy tenant " + requireText(tenant)));
    }

    private static String requireText(String tenant) {
        if (tenant.isBlank()) {
            throw new IllegalArgumentException("A tenant has a name; without tenants, do not call forTenant");
        }
        return tenant;
    }

    private static List<Secret> derive(List<Secret> keys, String label) {
        return keys.stream()
                .map(key -> Hkdf.derive(key, label, HmacSha256.BYTES))
                .toList();
    }

    /** The pseudonym under the key in force. */
    public String pseudonym(String value) {
        return under(keys.get(0), value);
    }

    /** The pseudonyms under all keys, the one in force first; for finding what was stored before a change of keys. */
    public List<String> all(String value) {
        return keys.stream().map(key -> under(key, value)).toList();
    }

    private static String under(Secret key, String value) {
        byte[] tag = key.exposeTo(bytes -> HmacSha256.of(bytes, bytes(value)));
        return HexFormat.of().formatHex(tag, 0, BYTES);
    }

    /**
     * UTF-8, with lone surrogates as three bytes each. Java's own encoder makes a question mark of them, and different
     * values would share a pseudonym.
     */
    private static byte[] bytes(String value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(value.length() + 8);
        value.codePoints().forEach(c -> {
            if (c < 0x80) {
                out.write(c);
            } else if (c < 0x800) {
                out.write(0xc0 | c >> 6);
                out.write(0x80 | (c & 0x3f));
            } else if (c < 0x10000) {
                out.write(0xe0 | c >> 12);
                out.write(0x80 | (c >> 6 & 0x3f));
                out.write(0x80 | (c & 0x3f));
            } else {
                out.write(0xf0 | c >> 18);
                out.write(0x80 | (c >> 12 & 0x3f));
                out.write(0x80 | (c >> 6 & 0x3f));
                out.write(0x80 | (c & 0x3f));
            }
        });
        return out.toByteArray();
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(Evidence.enforced(
                "DATA-PSEUDONYM",
                "Pseudonyms",
                label + ": HMAC-SHA-256, 128 bits, " + keys.size() + (keys.size() == 1 ? " key" : " keys")));
    }

    @Override
    public String toString() {
        return "Pseudonyms[" + label + "]";
    }
}
