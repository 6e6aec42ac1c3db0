package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.net.IpAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Whose bucket is charged: 128 bits, made from an address or a name. Names go through SHA-256 (HMAC-SHA-256 where a
 * secret is given), so nobody can pick a name that shares a bucket with somebody else, and no store sees the name.
 *
 * @param kind what the bits were made from
 * @param high the upper 64 bits
 * @param low the lower 64 bits
 */
public record LimitKey(Kind kind, long high, long low) {

    /** What a key stands for; keys of different kinds never meet in one bucket. */
    public enum Kind {
        /** A client address: IPv4 whole, also where a translator wrote it as 64:ff9b::/96, IPv6 by its /64. */
        ADDRESS(1),
        /** A verified caller. */
        PRINCIPAL(2),
        /** An account that somebody tries to log in to. */
        ACCOUNT(3),
        /** Everybody together. */
        EVERYBODY(4);

        private final int tag;

        Kind(int tag) {
            this.tag = tag;
        }

        int tag() {
            return tag;
        }
    }

    /** The upper half of 64:ff9b::/96. */
    private static final long TRANSLATED = 0x0064_ff9b_0000_0000L;

    /** What stands before an IPv4 address in its lower half. */
    private static final long MAPPED = 0x0000_ffff_0000_0000L;

    private static final LimitKey EVERYBODY = new LimitKey(Kind.EVERYBODY, 0, 0);

    /**
     * The key of a client address: IPv4 whole, IPv6 by its /64. Where a translator writes IPv4 clients as
     * {@code 64:ff9b::/96} (RFC 6052) they count as IPv4: all of them would share one /64.
     */
    public static LimitKey ofAddress(IpAddress address) {
        return new LimitKey(Kind.ADDRESS, addressHigh(address), addressLow(address));
    }

    /** The key of a verified caller. */
    public static LimitKey ofPrincipal(String id) {
        return ofDigest(Kind.PRINCIPAL, sha256().digest(id.getBytes(StandardCharsets.UTF_8)));
    }

    /** The key of an account's normalised name. */
    static LimitKey ofAccount(String normalised, @Nullable Secret pseudonymKey) {
        byte[] name = normalised.getBytes(StandardCharsets.UTF_8);
        byte[] digest = pseudonymKey == null
                ? sha256().digest(name)
                : pseudonymKey.exposeTo(key -> hmac(key).doFinal(name));
        return ofDigest(Kind.ACCOUNT, digest);
    }

    private static LimitKey ofDigest(Kind kind, byte[] digest) {
        ByteBuffer bits = ByteBuffer.wrap(digest);
        return new LimitKey(kind, bits.getLong(), bits.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static Mac hmac(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    /** The one key of everybody together. */
    public static LimitKey ofEverybody() {
        return EVERYBODY;
    }

    /** The upper half of the key of an address. */
    static long addressHigh(IpAddress address) {
        return isTranslated(address) ? 0 : address.high();
    }

    /** The lower half of the key of an address: all of IPv4, nothing of IPv6. */
    static long addressLow(IpAddress address) {
        if (isTranslated(address)) {
            return MAPPED | address.low();
        }
        return address.isIpv4() ? address.low() : 0;
    }

    private static boolean isTranslated(IpAddress address) {
        return address.high() == TRANSLATED && address.low() >>> 32 == 0;
    }

    /** The wider group that shares one bucket when a table is full: IPv4 by /16, IPv6 by /32, names by 16 bits. */
    static long overflowGroup(Kind kind, long high, long low) {
        if (kind != Kind.ADDRESS) {
            return high >>> 48;
        }
        return IpAddress.ofBits(high, low).isIpv4() ? low & 0xffff_ffff_ffff_0000L : high & 0xffff_ffff_0000_0000L;
    }

    /** The bits in hexadecimal, for stores whose keys are text. */
    public String toHex() {
        HexFormat hex = HexFormat.of();
        return kind.tag() + hex.toHexDigits(high) + hex.toHexDigits(low);
    }

    /** Names the kind only: an address is personal. */
    @Override
    public String toString() {
        return "LimitKey[" + kind + "]";
    }
}
