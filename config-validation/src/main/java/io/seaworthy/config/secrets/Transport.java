package io.seaworthy.config.secrets;

import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.Faults;
import java.net.URI;

/** Which addresses may carry secrets: https, or this machine. Stateless. */
final class Transport {

    private Transport() {}

    /** Faults of an address; it is not shown, as its user info may be a password. */
    static void check(URI address, String option, Faults faults) {
        faults.check(address.getRawUserInfo() == null, option, null, "user_info", "an address without user info");
        faults.check(isSafe(address), option, null, "insecure", "https, or http to this machine");
        String path = address.getRawPath();
        boolean bare = (path == null || path.isEmpty() || path.equals("/")) && address.getRawQuery() == null;
        faults.check(bare, option, null, "malformed", "scheme, host and port only");
    }

    /** Whether a credential may be a header's value: the JDK's client prints what it refuses. */
    static boolean isHeader(Secret credential) {
        return isHeader(credential.exposeUtf8());
    }

    static boolean isHeader(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isSafe(URI address) {
        String host = address.getHost();
        if (host == null) {
            return false;
        }
        boolean local = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
        return "https".equals(address.getScheme()) || (local && "http".equals(address.getScheme()));
    }
}
