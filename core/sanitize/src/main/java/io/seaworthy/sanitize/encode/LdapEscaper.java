package io.seaworthy.sanitize.encode;

import java.nio.charset.StandardCharsets;

/** A value in an LDAP search filter (RFC 4515 section 3): backslash and two hexadecimal digits for each UTF-8 octet. */
final class LdapEscaper extends Escaper {

    static final LdapEscaper FILTER = new LdapEscaper();

    private LdapEscaper() {
        super(printableWithout("*()\\/&|!=<>~\t\n\r"));
    }

    @Override
    void escape(int codePoint, StringBuilder out) {
        int safe = isUnpaired(codePoint) ? REPLACEMENT : codePoint;
        for (byte b : Character.toString(safe).getBytes(StandardCharsets.UTF_8)) {
            out.append('\\');
            hex(b & 0xff, 2, out);
        }
    }
}
