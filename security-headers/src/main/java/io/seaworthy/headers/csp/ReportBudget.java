package io.seaworthy.headers.csp;

import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.net.IpAddress;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How many requests with reports are read a minute, by client and in all. Clients share a fixed number of slots by a
 * keyed hash of their address (IPv6 by /64), so a flood of addresses costs no memory, and nobody can choose whom he
 * shares a slot with. The burst equals the figure a minute and refills evenly (generic cell rate algorithm).
 * Thread-safe, allocates nothing.
 */
final class ReportBudget {

    static final int SLOTS = 4096;
    private static final long MINUTE = 60_000_000_000L;

    private final Ticker ticker;
    private final long perClientInterval;
    private final long globalInterval;
    private final long key = new SecureRandom().nextLong();

    /** When each slot will be empty again; the last one is everybody's. */
    private final AtomicLongArray emptyAt = new AtomicLongArray(SLOTS + 1);

    ReportBudget(int perClient, int global, Ticker ticker) {
        this.ticker = ticker;
        this.perClientInterval = MINUTE / perClient;
        this.globalInterval = MINUTE / global;
        long now = ticker.nanos();
        for (int i = 0; i <= SLOTS; i++) {
            emptyAt.set(i, now);
        }
    }

    boolean takeFor(IpAddress client) {
        IpAddress group = client.grouped();
        long mixed = (group.high() ^ key) * 0x9e3779b97f4a7c15L + (group.low() ^ Long.rotateLeft(key, 32));
        mixed = (mixed ^ mixed >>> 32) * 0xd6e8feb86659fd93L;
        return take((int) (mixed >>> 52), perClientInterval);
    }

    boolean takeForAll() {
        return take(SLOTS, globalInterval);
    }

    private boolean take(int slot, long interval) {
        while (true) {
            long now = ticker.nanos();
            long known = emptyAt.get(slot);
            long next = (known - now > 0 ? known : now) + interval;
            if (next - now > MINUTE) {
                return false;
            }
            if (emptyAt.compareAndSet(slot, known, next)) {
                return true;
            }
        }
    }
}
