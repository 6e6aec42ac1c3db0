package io.seaworthy.kernel.net;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.net.ClientAddress.Trust;
import org.jspecify.annotations.Nullable;

/**
 * Recent client addresses, so that the requests of one client share one immutable object and allocate nothing. A fixed,
 * direct-mapped table: a newcomer replaces whoever has its slot, so it cannot grow, and nothing depends on what it
 * remembers.
 *
 * <p>The races are harmless. Entries are immutable with final fields, so a thread sees a whole entry or an older one,
 * and a lost write costs an allocation.
 */
final class RecentClients {

    private static final int SIZE = 1024;

    /** A client with the decision that announces it. */
    record Entry(ClientAddress address, Decision decision) {}

    private final @Nullable Entry[] entries = new Entry[SIZE];

    Entry get(long high, long low, boolean secure, Trust trust) {
        int index = index(high, low, secure);
        Entry entry = entries[index];
        if (entry == null || !matches(entry.address, high, low, secure, trust)) {
            entry = create(high, low, secure, trust);
            entries[index] = entry;
        }
        return entry;
    }

    private static int index(long high, long low, boolean secure) {
        long mixed = (high * 0x9e37_79b9_7f4a_7c15L ^ low) * 0xbf58_476d_1ce4_e5b9L;
        return (int) (mixed >>> 54) ^ (secure ? 1 : 0);
    }

    private static boolean matches(ClientAddress known, long high, long low, boolean secure, Trust trust) {
        IpAddress address = known.address();
        return address.high() == high && address.low() == low && known.isSecure() == secure && known.trust() == trust;
    }

    private static Entry create(long high, long low, boolean secure, Trust trust) {
        ClientAddress address = new ClientAddress(IpAddress.ofBits(high, low), secure ? "https" : "http", trust);
        return new Entry(address, Decision.proceed(RequestAttributes.CLIENT_ADDRESS, address));
    }
}
