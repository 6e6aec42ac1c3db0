package io.seaworthy.sanitize.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;

/** Opens a connection to an address that was checked. Tests lead it to a server of their own. */
@FunctionalInterface
interface Connector {

    /** Connected, without TLS. */
    Socket connect(InetAddress address, int port, int timeoutMillis) throws IOException;

    /** Straight to the address: a proxy would resolve and connect by rules of its own. */
    static Socket direct(InetAddress address, int port, int timeoutMillis) throws IOException {
        Socket socket = new Socket(Proxy.NO_PROXY);
        try {
            socket.connect(new InetSocketAddress(address, port), timeoutMillis);
            return socket;
        } catch (IOException | RuntimeException failed) {
            socket.close();
            throw failed;
        }
    }
}
