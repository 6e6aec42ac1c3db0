package io.seaworthy.ratelimit;

import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.net.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * The keys of requests. Those of recent callers are kept in a small direct-mapped table, because a digest for each
 * request would cost more than the rest of the decision. Its races are harmless: entries are immutable.
 */
final class LimitKeys {

    private static final int SIZE = 1024;

    private record Entry(String id, LimitKey key) {}

    private final @Nullable Entry[] recent = new Entry[SIZE];

    /** The client's address; the peer where no guard found out more. */
    static LimitKey address(RequestHead head) {
        ClientAddress client = head.attribute(RequestAttributes.CLIENT_ADDRESS);
        return LimitKey.ofAddress(client == null ? head.peer() : client.address());
    }

    LimitKey principal(Principal principal) {
        String id = principal.id();
        int slot = (id.hashCode() ^ id.hashCode() >>> 16) & (SIZE - 1);
        Entry entry = recent[slot];
        if (entry == null || !entry.id.equals(id)) {
            entry = new Entry(id, LimitKey.ofPrincipal(id));
            recent[slot] = entry;
        }
        return entry.key;
    }
}
