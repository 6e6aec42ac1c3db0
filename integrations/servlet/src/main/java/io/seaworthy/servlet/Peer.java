package io.seaworthy.servlet;

import io.seaworthy.kernel.net.IpAddress;
import org.jspecify.annotations.Nullable;

/** The peer's address out of the text that containers give; stateless. */
final class Peer {

    /** Matches no allow list: what a container cannot name, a Unix socket's end for example, is nobody. */
    static final IpAddress UNKNOWN = IpAddress.ofBits(0, 0);

    private Peer() {}

    /** Some containers put brackets around IPv6. */
    static IpAddress parse(@Nullable String text) {
        if (text == null) {
            return UNKNOWN;
        }
        int end = text.length();
        boolean bracketed = end > 1 && text.charAt(0) == '[' && text.charAt(end - 1) == ']';
        IpAddress address = bracketed ? IpAddress.parse(text, 1, end - 1) : IpAddress.parse(text);
        return address == null ? UNKNOWN : address;
    }
}
