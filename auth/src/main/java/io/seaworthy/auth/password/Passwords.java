package io.seaworthy.auth.password;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.seaworthy.auth.AuthEvent;
import io.seaworthy.auth.internal.Codec;
import io.seaworthy.auth.internal.WeakSecrets;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Rotating;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hashes and checks passwords: bcrypt over a keyed digest.
 *
 * <p>What bcrypt gets is base64(HMAC-SHA-384(pepper, NFKC(password))): 64 characters, no NUL. So a password of any
 * length and alphabet counts in full (bcrypt alone ends at 72 bytes), and a stolen table is worthless without the pepper.
 * The stored text names pepper and cost; {@link #check} hands out a new hash when either is no longer the current one.
 *
 * <p>An unknown account costs the same work as a wrong password. {@code check} never throws on what a client sent or a
 * table holds. At most as many hashes as processors are computed at once and a bounded number of callers waits; beyond
 * that the answer is {@code Saturated}. The caller's thread does the work. Thread-safe.
 */
public final class Passwords implements EvidenceSource {

    private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2B;

    private record Pepper(String id, Secret secret) {

        static Pepper of(Secret secret) {
            byte[] derived = secret.exposeTo(bytes -> Codec.hkdf(bytes, "seaworthy pepper id"));
            return new Pepper(Codec.base64Url(Arrays.copyOf(derived, 9)), secret.exposeTo(Secret::of));
        }
    }

    /** The current one first; none ever leaves, because a hash made with it may come back at any time. */
    private volatile List<Pepper> peppers;

    private final int cost;
    private final HashingGate gate;
    private final Events events;
    private final int concurrent;

    /** A hash that no password has, for accounts that do not exist. */
    private final StoredHash nobody;

    Passwords(PasswordsBuilder builder) {
        peppers = builder.peppers().stream().map(Pepper::of).toList();
        cost = builder.cost();
        concurrent = builder.concurrent();
        gate = new HashingGate(concurrent, builder.maxWaiting(), builder.maxWait());
        events = builder.events();
        String bcrypt = "$2b$" + (cost < 10 ? "0" : "") + cost + "$" + "abcdefghijklmnopqrstuu" + "x".repeat(30) + "u";
        nobody = new StoredHash(peppers.get(0).id(), cost, bcrypt);
    }

    /** Passwords with this pepper (32 bytes and more) and the defaults: cost 12. */
    public static Passwords of(Secret pepper) {
        return builder(pepper).build();
    }

    /** Starts a builder. */
    public static PasswordsBuilder builder(Secret pepper) {
        return new PasswordsBuilder(pepper);
    }

    /**
     * Starts a builder with a pepper that may change while the application runs: the new one makes the hashes, those
     * before it still verify, and their hashes are upgraded at login. A restart forgets them: name them with {@link
     * PasswordsBuilder#previousPepper} then. Of several nodes, each must know the new pepper, as a previous one will do,
     * before the first makes hashes with it. One that is too short, or weak, is refused with an event.
     */
    public static PasswordsBuilder builder(Rotating<Secret> pepper) {
        return new PasswordsBuilder(pepper);
    }

    /** Reads the value itself, under the lock: of two callers the last one has the newest. */
    synchronized void follow(Rotating<Secret> rotating) {
        Secret next = rotating.current();
        if (next.length() < PasswordsBuilder.MIN_PEPPER || WeakSecrets.isWeak(next)) {
            events.emit(AuthEvent.PEPPER_REFUSED, null);
            return;
        }
        Pepper first = Pepper.of(next);
        List<Pepper> all = new ArrayList<>(peppers);
        all.removeIf(pepper -> pepper.id().equals(first.id()));
        all.add(0, first);
        peppers = List.copyOf(all);
    }

    /** Hashes a new password. Ask a {@link PasswordPolicy} before; null, a field that was not sent, it refuses. */
    public PasswordHashing hash(CharSequence password) {
        Objects.requireNonNull(password, "password");
        String hashed = gate.run(() -> compute(password));
        if (hashed != null) {
            return new PasswordHashing.Hashed(hashed);
        }
        events.emit(AuthEvent.PASSWORD_HASHING_SATURATED, null);
        return new PasswordHashing.Saturated(gate.maxWait());
    }

    /**
     * Checks a presented password; null, a field that was not sent, is a wrong one and costs as much as another.
     *
     * @param stored what {@link #hash} gave for the account, or null where there is no such account; never skip the call
     *     in that case, its time is the point
     */
    public PasswordCheck check(@Nullable CharSequence password, @Nullable String stored) {
        PasswordCheck check = gate.run(() -> password == null ? compare("", null) : compare(password, stored));
        if (check != null) {
            return check;
        }
        events.emit(AuthEvent.PASSWORD_HASHING_SATURATED, null);
        return new PasswordCheck.Saturated(gate.maxWait());
    }

    private PasswordCheck compare(CharSequence password, @Nullable String stored) {
        StoredHash known = stored == null ? nobody : StoredHash.parse(stored);
        Pepper pepper = known == null ? null : pepper(known.pepperId());
        if (known == null || pepper == null) {
            events.emit(AuthEvent.PASSWORD_HASH_UNREADABLE, null);
            known = nobody;
            pepper = peppers.get(0);
        }
        byte[] presented = digest(pepper, password);
        boolean same =
                BCrypt.verifyer(VERSION).verify(presented, known.bcrypt().getBytes(StandardCharsets.US_ASCII)).verified;
        if (!same || known.equals(nobody)) {
            return new PasswordCheck.Mismatched();
        }
        boolean current =
                known.cost() >= cost && pepper.id().equals(peppers.get(0).id());
        return new PasswordCheck.Matched(current ? null : compute(password));
    }

    private String compute(CharSequence password) {
        Pepper pepper = peppers.get(0);
        byte[] bcrypt = BCrypt.with(VERSION).hash(cost, Codec.random(16), digest(pepper, password));
        return new StoredHash(pepper.id(), cost, new String(bcrypt, StandardCharsets.US_ASCII)).text();
    }

    /** 64 characters: below bcrypt's 72 bytes, and never a NUL, which would make its key schedule wrap. */
    private static byte[] digest(Pepper pepper, CharSequence password) {
        byte[] normal = Normalizer.normalize(password, Normalizer.Form.NFKC).getBytes(StandardCharsets.UTF_8);
        byte[] mac = pepper.secret().exposeTo(key -> Codec.hmac("HmacSHA384", key, normal));
        return Codec.base64Url(mac).getBytes(StandardCharsets.US_ASCII);
    }

    private @Nullable Pepper pepper(String id) {
        for (Pepper pepper : peppers) {
            if (pepper.id().equals(id)) {
                return pepper;
            }
        }
        return null;
    }

    @Override
    public List<Evidence> evidence() {
        return List.of(new Evidence(
                "AUTH-PASSWORD",
                "Passwords",
                "bcrypt, cost " + cost + ", peppered, any length, upgrade at login, " + concurrent + " at once",
                cost < PasswordsBuilder.COST ? List.of("the bcrypt cost is " + cost + ", below 12") : List.of()));
    }

    @Override
    public String toString() {
        return "Passwords[bcrypt, cost " + cost + ", " + peppers.size() + " peppers]";
    }
}
