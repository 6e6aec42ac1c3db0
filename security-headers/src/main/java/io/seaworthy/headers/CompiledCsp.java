package io.seaworthy.headers;

import io.seaworthy.headers.csp.Csp;
import io.seaworthy.headers.csp.CspSource;
import java.util.ArrayList;
import java.util.List;

/** A policy cut at the places where the nonce goes, once for https and once for http. Immutable. */
final class CompiledCsp {

    private static final String SOURCE = CspSource.NONCE.toString();

    private final String field;
    private final String[] secure;
    private final String[] plain;
    private final String withheld;
    private final String withheldPlain;

    private CompiledCsp(String field, Csp policy) {
        Csp withoutUpgrade = policy.overPlainHttp();
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
        List<String> parts = new ArrayList<>();
        int start = 0;
        // The whole source expression is looked for: elsewhere, in an address, a nonce would be given away.
        for (int at = text.indexOf(SOURCE); at >= 0; at = text.indexOf(SOURCE, start)) {
            int place = text.indexOf(Csp.NONCE_PLACE, at);
            parts.add(text.substring(start, place));
            start = place + Csp.NONCE_PLACE.length();
        }
        parts.add(text.substring(start));
        return parts.toArray(String[]::new);
    }

    String field() {
        return field;
    }

    boolean usesNonce() {
        return secure.length > 1;
    }

    /** The header's value with this nonce. */
    String value(boolean https, String nonce) {
        String[] parts = https ? secure : plain;
        // The usual numbers of places, each by one copy and nothing else.
        return switch (parts.length) {
            case 1 -> parts[0];
            case 2 -> parts[0] + nonce + parts[1];
            case 3 -> parts[0] + nonce + parts[1] + nonce + parts[2];
            default -> String.join(nonce, parts);
        };
    }

    /** The header's value without any nonce: for answers that need none or may be stored and shared. */
    String withheld(boolean https) {
        return https ? withheld : withheldPlain;
    }
}
