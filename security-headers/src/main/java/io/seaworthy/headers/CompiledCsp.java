package io.seaworthy.headers;

import io.seaworthy.headers.csp.Csp;
import io.seaworthy.headers.csp.CspDirective;
import org.jspecify.annotations.Nullable;

/** A policy cut at the places where the nonce goes, once for https and once for http. Immutable. */
final class CompiledCsp {

    private final String field;
    private final String[] secure;
    private final String[] plain;
    private final String withheld;
    private final String withheldPlain;

    private CompiledCsp(String field, Csp policy) {
        Csp withoutUpgrade = policy.without(CspDirective.UPGRADE_INSECURE_REQUESTS);
        this.field = field;
        this.secure = cut(policy);
        this.plain = cut(withoutUpgrade);
        this.withheld = policy.withoutNonces().toString();
        this.withheldPlain = withoutUpgrade.withoutNonces().toString();
    }

    static CompiledCsp enforced(Csp policy) {
        return new CompiledCsp(Csp.HEADER, policy);
    }

    static CompiledCsp reportOnly(Csp policy) {
        return new CompiledCsp(Csp.REPORT_ONLY_HEADER, policy);
    }

    private static String[] cut(Csp policy) {
        String text = policy.toString();
        int count = 1;
        for (int at = text.indexOf(Csp.NONCE_PLACE); at >= 0; at = text.indexOf(Csp.NONCE_PLACE, at + 1)) {
            count++;
        }
        String[] parts = new String[count];
        int start = 0;
        for (int i = 0; i < count; i++) {
            int end = i == count - 1 ? text.length() : text.indexOf(Csp.NONCE_PLACE, start);
            parts[i] = text.substring(start, end);
            start = end + Csp.NONCE_PLACE.length();
        }
        return parts;
    }

    String field() {
        return field;
    }

    boolean usesNonce() {
        return secure.length > 1;
    }

    /** The header's value; the nonce may be null where the policy uses none. */
    String value(boolean https, @Nullable String nonce) {
        String[] parts = https ? secure : plain;
        return nonce == null || parts.length == 1 ? String.join("", parts) : String.join(nonce, parts);
    }

    /** The header's value for a response that may be stored and shared. */
    String withheld(boolean https) {
        return https ? withheld : withheldPlain;
    }
}
