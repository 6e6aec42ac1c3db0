package io.seaworthy.headers.csp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * One entry of a directive's source list (CSP3 section 2.3.1). Checked when the policy is built, together with all
 * others. Immutable.
 */
public final class CspSource {

    /** Nothing at all; stands alone. */
    public static final CspSource NONE = new CspSource("'none'");
    /** The page's own origin. */
    public static final CspSource SELF = new CspSource("'self'");
    /** Elements that carry this response's nonce; the guard puts a fresh one in. */
    public static final CspSource NONCE = new CspSource(Csp.NONCE_TOKEN);
    /** Scripts that trusted scripts load; host sources of the same list are then ignored. */
    public static final CspSource STRICT_DYNAMIC = new CspSource("'strict-dynamic'");
    /** Samples of what was blocked go into the report. */
    public static final CspSource REPORT_SAMPLE = new CspSource("'report-sample'");
    /** Inline scripts or styles whatever they are: for scripts the end of the protection. */
    public static final CspSource UNSAFE_INLINE = new CspSource("'unsafe-inline'");
    /** {@code eval} and its kin. */
    public static final CspSource UNSAFE_EVAL = new CspSource("'unsafe-eval'");
    /** Event handler attributes whose hash is listed. */
    public static final CspSource UNSAFE_HASHES = new CspSource("'unsafe-hashes'");
    /** Compilation of WebAssembly, without {@code eval}. */
    public static final CspSource WASM_UNSAFE_EVAL = new CspSource("'wasm-unsafe-eval'");
    /** {@code eval} of trusted types only. */
    public static final CspSource TRUSTED_TYPES_EVAL = new CspSource("'trusted-types-eval'");
    /** Inline speculation rules. */
    public static final CspSource INLINE_SPECULATION_RULES = new CspSource("'inline-speculation-rules'");
    /** {@code data:} URLs; harmless for images, not for scripts. */
    public static final CspSource DATA = new CspSource("data:");
    /** {@code blob:} URLs. */
    public static final CspSource BLOB = new CspSource("blob:");
    /** Anything over HTTPS. */
    public static final CspSource HTTPS = new CspSource("https:");

    private final String text;
    private final boolean host;

    private CspSource(String text) {
        this(text, false);
    }

    private CspSource(String text, boolean host) {
        this.text = text;
        this.host = host;
    }

    /**
     * A host, with or without scheme, port and path. Permitted: {@code https://cdn.example.com},
     * {@code *.example.com:8443}. Prohibited: {@code self} and {@code 'self'} (that is {@link #SELF}), anything with a blank, a semicolon
     * or a comma.
     */
    public static CspSource host(String source) {
        return new CspSource(source, true);
    }

    /** Whether it was to be a host and is a keyword, nonce or hash: text of somebody else's making could be one. */
    boolean isMistakenHost() {
        return host && (text.startsWith("'") || text.endsWith("'"));
    }

    /** A scheme: {@code "wss"}. Prohibited: {@code "wss://"}. */
    public static CspSource scheme(String scheme) {
        return new CspSource(scheme + ":");
    }

    /** A keyword that this library does not know yet, with its quotes: {@code "'strict-dynamic-url'"}. */
    public static CspSource keyword(String quoted) {
        return new CspSource(quoted);
    }

    /** The hash of an inline script or style: its text between the tags, to the last blank. */
    public static CspSource sha256Of(String inline) {
        return hash("sha256", "SHA-256", inline);
    }

    /** As {@link #sha256Of}, with SHA-384. */
    public static CspSource sha384Of(String inline) {
        return hash("sha384", "SHA-384", inline);
    }

    /** As {@link #sha256Of}, with SHA-512. */
    public static CspSource sha512Of(String inline) {
        return hash("sha512", "SHA-512", inline);
    }

    private static CspSource hash(String name, String algorithm, String inline) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(inline.getBytes(StandardCharsets.UTF_8));
            return new CspSource("'" + name + "-" + Base64.getEncoder().encodeToString(digest) + "'");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is missing; every JDK has it", e);
        }
    }

    /** The entry as it is written in the policy. */
    @Override
    public String toString() {
        return text;
    }
}
