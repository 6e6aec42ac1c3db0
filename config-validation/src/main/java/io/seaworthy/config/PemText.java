package io.seaworthy.config;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import org.jspecify.annotations.Nullable;

/** PEM of RFC 7468, strictly: blocks of one label, base64 between, white space around. Stateless. */
final class PemText {

    private PemText() {}

    /** The text with real line ends, which environments often write as {@code \n}. */
    static String normal(String text) {
        return text.indexOf('\n') < 0 ? text.replace("\\n", "\n") : text.replace("\r\n", "\n");
    }

    /** How many blocks of a label a text has; 0 where anything else is in it. */
    static int blocks(String text, String label) {
        String begin = "-----BEGIN " + label + "-----\n";
        String end = "\n-----END " + label + "-----";
        String rest = normal(text).strip();
        int count = 0;
        while (!rest.isEmpty()) {
            int stop = rest.indexOf(end);
            if (!rest.startsWith(begin) || stop < begin.length() || !isBase64(rest, begin.length(), stop)) {
                return 0;
            }
            rest = rest.substring(stop + end.length()).strip();
            count++;
        }
        return count;
    }

    private static boolean isBase64(String text, int from, int to) {
        return Encodings.base64(text.substring(from, to).replace("\n", "")) != null;
    }

    /** The X.509 certificate of a text; null where it is not exactly one. */
    static @Nullable Object certificate(String text) {
        if (blocks(text, "CERTIFICATE") != 1) {
            return null;
        }
        try {
            byte[] bytes = normal(text).strip().getBytes(StandardCharsets.US_ASCII);
            return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        } catch (CertificateException malformed) {
            return null;
        }
    }
}
