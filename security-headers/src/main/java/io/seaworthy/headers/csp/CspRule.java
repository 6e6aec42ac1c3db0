package io.seaworthy.headers.csp;

import java.util.Locale;

/** What the linter looks for. The rules are those that Google's CSP Evaluator made common knowledge. */
public enum CspRule {
    /** A directive's name stands among another's values. */
    MISSING_SEMICOLON(Severity.HIGH, "a directive's name is among the values; a semicolon is missing before it"),
    UNKNOWN_DIRECTIVE(Severity.HIGH, "browsers ignore a directive that they do not know"),
    /** Of two directives of one name browsers read the first only. */
    DUPLICATE_DIRECTIVE(Severity.HIGH, "browsers read the first directive of a name only"),
    NOT_ASCII(Severity.HIGH, "browsers ignore a directive with anything but ASCII in it"),
    UNQUOTED_KEYWORD(Severity.HIGH, "without single quotes a keyword is read as a host name"),
    /** Neither a keyword, nonce, hash, scheme nor host. */
    INVALID_SOURCE(Severity.HIGH, "browsers ignore what is no source expression"),
    NONE_NOT_ALONE(Severity.HIGH, "'none' counts only where it stands alone"),
    MISSING_SCRIPT(Severity.HIGH, "scripts may come from anywhere; script-src or default-src is missing"),
    MISSING_OBJECT(Severity.HIGH, "plug-ins may come from anywhere; object-src or default-src is missing"),
    MISSING_BASE_URI(Severity.HIGH, "an injected base element redirects relative script addresses"),
    UNSAFE_INLINE(Severity.HIGH, "any inline script runs, an injected one too"),
    PLAIN_SCHEME(Severity.HIGH, "a whole scheme lets everybody's scripts in"),
    WILDCARD(Severity.HIGH, "* lets everybody's scripts in"),
    PUBLIC_SUFFIX(Severity.HIGH, "strangers register names under that domain and let their scripts in"),
    BYPASS_HOST(Severity.HIGH, "the host serves libraries or callbacks that run any script"),
    STATIC_NONCE(Severity.HIGH, "a nonce that is written into the policy can be guessed; use CspSource.NONCE"),
    NONCE_LENGTH(Severity.MEDIUM, "a nonce has 128 random bits, 22 characters of base64"),
    NONCE_CHARSET(Severity.MEDIUM, "a nonce is base64 or base64url"),
    SANDBOX_OPEN(Severity.MEDIUM, "a page with scripts and its own origin can leave the sandbox"),
    SANDBOX_TOKEN(Severity.MEDIUM, "browsers ignore a sandbox right that they do not know"),
    OPEN_NAVIGATION(
            Severity.MEDIUM,
            "* or a whole scheme is as good as no directive: everybody may frame, or receive the forms"),
    HTTP_SOURCE(Severity.MEDIUM, "what comes over http or ws can be replaced on its way"),
    UNSAFE_EVAL(Severity.POSSIBLE, "strings become code"),
    UNSAFE_HASHES(Severity.POSSIBLE, "listed code runs in any event handler attribute"),
    SELF_SCRIPT(Severity.POSSIBLE, "'self' is no protection where the origin serves uploads or callbacks"),
    HOST_SCRIPT(Severity.POSSIBLE, "a host is no protection where it serves uploads or callbacks; prefer nonces"),
    OBJECT_ALLOWED(Severity.POSSIBLE, "plug-ins are gone from browsers; object-src can be 'none'"),
    STRICT_DYNAMIC_ALONE(Severity.MEDIUM, "'strict-dynamic' needs a nonce or a hash to start from"),
    IP_SOURCE(Severity.POSSIBLE, "browsers ignore addresses other than 127.0.0.1"),
    DEPRECATED_DIRECTIVE(Severity.NOTE, "browsers have dropped the directive"),
    /** Newer than this library, perhaps; kept as it is. */
    UNKNOWN_KEYWORD(Severity.NOTE, "the keyword is not known to this library"),
    MISSING_INLINE_FALLBACK(Severity.NOTE, "browsers without CSP2 run nothing; 'unsafe-inline' is their fallback"),
    MISSING_HOST_FALLBACK(Severity.NOTE, "browsers without 'strict-dynamic' load nothing; https: is their fallback"),
    MISSING_TRUSTED_TYPES(Severity.NOTE, "require-trusted-types-for 'script' stops injection through the DOM"),
    MISSING_REPORTING(Severity.NOTE, "nobody hears of violations; report-to and report-uri are missing"),
    REPORT_TO_ONLY(Severity.NOTE, "browsers without report-to need report-uri beside it");

    /** How bad a finding is. */
    public enum Severity {
        /** The policy can be got round, or does not say what it seems to say. */
        HIGH,
        /** The policy is weaker than it looks. */
        MEDIUM,
        /** Depends on what the hosts serve. */
        POSSIBLE,
        /** Good to know. */
        NOTE
    }

    private final Severity severity;
    private final String meaning;

    CspRule(Severity severity, String meaning) {
        this.severity = severity;
        this.meaning = meaning;
    }

    public Severity severity() {
        return severity;
    }

    /** What is wrong, as half a sentence. */
    public String meaning() {
        return meaning;
    }

    /** The machine-readable code. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
