package io.seaworthy.config;

import io.seaworthy.kernel.net.IpAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Addresses without a look-up. Stateless. */
final class NetworkParse {

    private NetworkParse() {}

    static @Nullable InetAddress address(String text) {
        IpAddress address = text.indexOf('%') >= 0 ? null : IpAddress.parse(text); // a zone would be lost
        if (address == null) {
            return null;
        }
        byte[] bytes = address.isIpv4()
                ? ByteBuffer.allocate(4).putInt((int) address.low()).array()
                : ByteBuffer.allocate(16)
                        .putLong(address.high())
                        .putLong(address.low())
                        .array();
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** {@code host:port}, {@code [::1]:port}; the host stays unresolved. */
    static @Nullable InetSocketAddress socket(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        String port = text.substring(colon + 1);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        boolean fits = bracketed == bare.indexOf(':') >= 0 && Direct.isHost(bare);
        if (!fits || port.length() > 5 || !Direct.isDigits(port, 0) || port.charAt(0) == '0') {
            return null;
        }
        int number = Integer.parseInt(port);
        return number > 65_535 ? null : InetSocketAddress.createUnresolved(bare, number);
    }
}
