package io.seaworthy.config.secrets;

import io.seaworthy.kernel.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.SortedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** AWS Signature Version 4 in headers. Stateless. */
final class SignatureV4 {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private SignatureV4() {}

    /** The value of {@code x-amz-date}. */
    static String time(Instant now) {
        return TIME.format(now);
    }

    /**
     * The value of {@code Authorization}.
     *
     * @param scope {@code 20150830/us-east-1/iam}, without the ending
     * @param headers all that are signed, in lower case, {@code x-amz-date} among them
     */
    static String authorization(
            AwsCredentials who,
            String scope,
            String method,
            String path,
            String query,
            SortedMap<String, String> headers,
            byte[] body) {
        StringBuilder canonical = new StringBuilder();
        canonical
                .append(method)
                .append('\n')
                .append(path)
                .append('\n')
                .append(query)
                .append('\n');
        headers.forEach((name, value) ->
                canonical.append(name).append(':').append(value.strip()).append('\n'));
        String signed = String.join(";", headers.keySet());
        canonical.append('\n').append(signed).append('\n').append(sha256(body));
        String full = scope + "/aws4_request";
        String text = "AWS4-HMAC-SHA256\n" + headers.get("x-amz-date") + "\n" + full + "\n"
                + sha256(canonical.toString().getBytes(StandardCharsets.UTF_8));
        String signature = HexFormat.of().formatHex(hmac(key(who.secretAccessKey(), full), text));
        return "AWS4-HMAC-SHA256 Credential=" + who.accessKeyId() + "/" + full + ", SignedHeaders=" + signed
                + ", Signature=" + signature;
    }

    static byte[] key(Secret secret, String scope) {
        byte[] key = ("AWS4" + secret.exposeUtf8()).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return key;
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
