package io.seaworthy.headers.csrf;

import io.seaworthy.headers.internal.Once;
import io.seaworthy.headers.internal.PathScope;
import io.seaworthy.kernel.Attribute;
import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.http.Cookies;
import io.seaworthy.kernel.http.HeaderSyntax;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.kernel.http.SetCookie;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Protection against cross-site requests by a token in a page and in a cookie, the signed double submit of OWASP: for
 * browsers that send neither {@code Sec-Fetch-Site} nor a reliable {@code Origin}, or as a second layer.
 *
 * <p>The cookie {@code __Host-csrf} holds random bytes and an HMAC-SHA-256 that binds them to the session; it is set
 * when a page reads {@link #TOKEN} and the browser has no valid one, so read it before the response's head leaves. Such
 * a response is kept from shared caches. Pages send {@link CsrfToken#masked} back, in the
 * header {@code X-CSRF-Token}; a form sends it as field {@code _csrf}, and {@link #form} gives no fields away before it
 * was verified. When the session changes, at login, so does the token. Nothing is stored. It does not help against
 * scripts injected into the own origin. Immutable, thread-safe.
 */
public final class SignedDoubleSubmit implements Guard, EvidenceSource {

    /** The token for this response's pages; there wherever the request goes on, made when it is read. */
    public static final Attribute<CsrfToken> TOKEN = Attribute.of("csrf.token", CsrfToken.class);

    private static final Decision REFUSED =
            Decision.reject(Problem.of(403, "csrf_token", "The request lacks the token of the page that sends it"));

    private final TokenSigner signer;
    private final Function<RequestHead, @Nullable String> session;
    private final SetCookie cookie;
    private final String header;
    private final String field;
    private final boolean forms;
    private final PathScope exempt;
    private final Events events;

    private SignedDoubleSubmit(Builder builder, PathScope exempt) {
        List<Secret> keys = new ArrayList<>(List.of(builder.key));
        keys.addAll(builder.previous);
        signer = new TokenSigner(keys);
        session = builder.session;
        cookie = builder.cookie;
        header = builder.header;
        field = builder.field;
        forms = builder.forms;
        this.exempt = exempt;
        events = builder.events;
    }

    /**
     * Starts a configuration.
     *
     * @param key signs; 32 bytes or more, used for nothing else
     * @param session the id of the request's session, or null where there is none; what an attacker cannot choose
     */
    public static Builder builder(Secret key, Function<RequestHead, @Nullable String> session) {
        return new Builder(key, session);
    }

    @Override
    public Decision check(RequestHead head) {
        CsrfTokenReason reason = reason(head);
        if (reason.passes()) {
            return offer(head);
        }
        events.emit(reason, head);
        return REFUSED;
    }

    /** The request goes on, with a token for those who ask: a form with mistakes is shown once more. */
    Decision offer(RequestHead head) {
        PageToken token = new PageToken(this, head);
        return new Decision.Proceed(HeaderEdits.none(), Attributes.ofLazy(TOKEN, token), null, token);
    }

    /** The token that the browser has, or a new one. */
    PageToken.Made tokenFor(@Nullable String id, byte @Nullable [] known) {
        if (known != null && signer.verify(known, id)) {
            return new PageToken.Made(new CsrfToken(known), null);
        }
        byte[] fresh = signer.sign(id);
        return new PageToken.Made(new CsrfToken(fresh), cookie.header(CsrfToken.cookieValue(fresh)));
    }

    @Nullable
    String sessionOf(RequestHead head) {
        return session.apply(head);
    }

    Events events() {
        return events;
    }

    /** How the check decides about a request, and so why. */
    public CsrfTokenReason reason(RequestHead head) {
        if (CsrfProtection.isSafe(head)) {
            return CsrfTokenReason.SAFE_METHOD;
        }
        if (exempt.contains(head)) {
            return CsrfTokenReason.EXEMPT_PATH;
        }
        String token = head.header(header);
        if (token == null && forms && isForm(head)) {
            return CsrfTokenReason.LEFT_TO_FORM;
        }
        return verify(head, token);
    }

    /** The reason in a sentence for people. */
    public String explain(RequestHead head) {
        return reason(head).sentence();
    }

    private CsrfTokenReason verify(RequestHead head, @Nullable String token) {
        byte[] known = cookieOf(head);
        if (known == null) {
            return CsrfTokenReason.COOKIE_MISSING;
        }
        if (token == null) {
            return CsrfTokenReason.TOKEN_MISSING;
        }
        byte[] sent = CsrfToken.unmask(token);
        if (sent == null) {
            return CsrfTokenReason.TOKEN_MALFORMED;
        }
        if (!MessageDigest.isEqual(sent, known)) {
            return CsrfTokenReason.TOKEN_MISMATCH;
        }
        return signer.verify(known, session.apply(head)) ? CsrfTokenReason.VALID : CsrfTokenReason.COOKIE_INVALID;
    }

    byte @Nullable [] cookieOf(RequestHead head) {
        String value = Cookies.of(head).get(cookie.name());
        return value == null ? null : CsrfToken.ofCookie(value);
    }

    private static boolean isForm(RequestHead head) {
        String type = head.header("Content-Type");
        if (type == null) {
            return false;
        }
        int semicolon = type.indexOf(';');
        String media = (semicolon < 0 ? type : type.substring(0, semicolon)).strip();
        return media.toLowerCase(Locale.ROOT).equals("application/x-www-form-urlencoded");
    }

    /** The fields of a form whose token is right, or whose path is exempt; the handler's only way to read one. */
    public FormResult form(RequestHead head, byte[] body) {
        return form(head, body, exempt.contains(head));
    }

    FormResult form(RequestHead head, byte[] body, boolean verified) {
        Map<String, List<String>> fields = isForm(head) ? FormFields.parse(body) : null;
        if (fields == null) {
            return new FormResult.Refused(CsrfTokenReason.NOT_A_FORM);
        }
        if (verified) {
            return new FormResult.Verified(fields);
        }
        List<String> sent = fields.getOrDefault(field, List.of());
        String token = head.header(header);
        CsrfTokenReason reason = verify(head, token != null || sent.size() != 1 ? token : sent.get(0));
        if (reason == CsrfTokenReason.VALID) {
            return new FormResult.Verified(fields);
        }
        events.emit(reason, head);
        return new FormResult.Refused(reason);
    }

    @Override
    public List<Evidence> evidence() {
        List<String> weaknesses = new ArrayList<>();
        if (!cookie.name().startsWith("__Host-")) {
            weaknesses.add("The token's cookie has no __Host- prefix: neighbouring hosts can plant it");
        }
        String attributes = cookie.header("x").toLowerCase(Locale.ROOT);
        if (attributes.contains("; domain=")) {
            weaknesses.add("The token's cookie is shared with all subdomains");
        }
        if (attributes.contains("; samesite=none")) {
            weaknesses.add("The token's cookie is sent along by other sites");
        }
        if (!attributes.contains("; httponly")) {
            weaknesses.add("Scripts can read the token's cookie");
        }
        if (exempt.isEverything()) {
            weaknesses.add("Every path is exempt");
        }
        if (forms) {
            weaknesses.add("Forms are verified only by handlers that read them with form(...)");
        }
        String summary = "token in " + header + " bound to the session by HMAC-SHA-256";
        return List.of(new Evidence("AUTH-CSRF", "SignedDoubleSubmit", summary, weaknesses));
    }

    @Override
    public String toString() {
        return "SignedDoubleSubmit[" + header + "]";
    }

    /** Collects options; each may be given once. Not thread-safe. */
    public static final class Builder {

        private final Once once = new Once();
        private final Secret key;
        private final Function<RequestHead, @Nullable String> session;
        private List<Secret> previous = List.of();
        private SetCookie cookie = SetCookie.host("csrf").build();
        private String header = "X-CSRF-Token";
        private String field = "_csrf";
        private boolean forms;
        private List<String> exempt = List.of();
        private Events events = Events.none();

        private Builder(Secret key, Function<RequestHead, @Nullable String> session) {
            this.key = key;
            this.session = session;
        }

        /** Keys that still verify, for rotation; none by default. */
        public Builder previousKeys(Secret... keys) {
            once.option("previousKeys");
            previous = List.of(keys);
            return this;
        }

        /** {@code __Host-csrf} by default; for plain http in development one without a prefix, which is weakened. */
        public Builder cookie(SetCookie cookie) {
            once.option("cookie");
            this.cookie = cookie;
            return this;
        }

        /** The request header; {@code X-CSRF-Token} by default. */
        public Builder header(String name) {
            once.option("header");
            header = name;
            return this;
        }

        /** The form's field; {@code _csrf} by default. */
        public Builder field(String name) {
            once.option("field");
            field = name;
            return this;
        }

        /** Lets forms without the header through to handlers, which read them with {@link #form}; weakened. */
        public Builder verifyingFormsInHandlers() {
            once.option("verifyingFormsInHandlers");
            forms = true;
            return this;
        }

        /** Paths without the check: {@code "/api/**"} where no cookie authenticates; none by default. */
        public Builder exempt(String... patterns) {
            once.option("exempt");
            exempt = List.of(patterns);
            return this;
        }

        /** Who hears of refusals; nobody by default. */
        public Builder events(Events events) {
            once.option("events");
            this.events = events;
            return this;
        }

        /** The guard, or every fault at once. */
        public SignedDoubleSubmit build() {
            Faults faults = Faults.in("SignedDoubleSubmit");
            checkKey(faults, "key", key);
            for (int i = 0; i < previous.size(); i++) {
                checkKey(faults, "previousKeys[" + i + "]", previous.get(i));
            }
            faults.check(HeaderSyntax.isToken(header), "header", header, "not_a_header_name", "a header name");
            faults.check(!field.isEmpty(), "field", field, "missing", "the name of a form field");
            PathScope scope = PathScope.of(exempt, "exempt", faults);
            faults.throwIfAny();
            return new SignedDoubleSubmit(this, scope);
        }

        private static void checkKey(Faults faults, String path, Secret key) {
            faults.check(key.length() >= 32, path, null, "too_short", "32 random bytes or more");
        }
    }
}
