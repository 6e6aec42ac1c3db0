package io.seaworthy.sanitize.net;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** TLS over a connected socket, with the URL's host as the name that is asked for and checked. Stateless. */
final class TlsUpgrade {

    private TlsUpgrade() {}

    static SSLSocket upgrade(SSLSocketFactory factory, Socket plain, PublicHttpUrl url) throws IOException {
        String host = url.host();
        String peer = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, peer, url.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS"); // raw sockets check no name without it
        if (url.literal() == null) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }
}
