package io.seaworthy.headers.internal;

import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.net.ClientAddress;

/**
 * The one answer to "did the client use HTTPS?" that headers, redirects and the cross-site check share: what the client
 * address guard found out through trusted proxies, else the connection's own scheme. Headers such as
 * {@code X-Forwarded-Proto} are never read here. Stateless.
 */
public final class EffectiveScheme {

    private EffectiveScheme() {}

    public static boolean isSecure(RequestHead head) {
        ClientAddress client = head.attribute(RequestAttributes.CLIENT_ADDRESS);
        return client != null ? client.isSecure() : head.scheme().equals("https");
    }
}
