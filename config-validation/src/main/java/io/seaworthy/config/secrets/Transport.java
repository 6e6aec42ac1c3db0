package io.seaworthy.config.secrets;

import java.net.URI;

/** Which addresses may carry secrets: https, or this machine. Stateless. */
final class Transport {

    private Transport() {}

    static boolean isSafe(URI address) {
        String host = address.getHost();
        if (host == null || address.getRawUserInfo() != null) {
            return false;
        }
        boolean local = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
        return "https".equals(address.getScheme()) || (local && "http".equals(address.getScheme()));
    }
}
