package io.seaworthy.headers;

import io.seaworthy.headers.internal.Once;
import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.http.HeaderSyntax;
import io.seaworthy.kernel.http.SameSite;
import io.seaworthy.kernel.net.EffectiveOrigin;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Adds what is missing to the cookies that the application and its libraries set: {@code Secure} where the client used
 * HTTPS, {@code HttpOnly}, and {@code SameSite=Lax}. Attributes are added and never taken away or changed, so a cookie
 * can only get stricter.
 *
 * <p>Cookies made with {@link io.seaworthy.kernel.http.SetCookie} need none of it; this is for those of others. It cannot
 * repair a cookie that breaks its prefix's rules: browsers drop it. Over http, {@code Secure} is added only to names that
 * demand it, because browsers would drop the others. Works where the adapter runs response passes. One constant per
 * scheme, so a request costs nothing unless cookies are set. Immutable, thread-safe.
 */
public final class OutgoingCookies implements Guard, EvidenceSource {

    private final SameSite sameSite;
    private final Set<String> readable;
    private final Decision secure;
    private final Decision plain;

    private OutgoingCookies(Builder builder) {
        sameSite = builder.sameSite;
        readable = Set.copyOf(builder.readable);
        secure = decision(new CookiePass(true, sameSite, readable, builder.events));
        plain = decision(new CookiePass(false, sameSite, readable, builder.events));
    }

    private static Decision decision(CookiePass pass) {
        return new Decision.Proceed(HeaderEdits.none(), Attributes.none(), null, pass);
    }

    /** The defaults: HttpOnly without exception, SameSite=Lax. */
    public static OutgoingCookies hardened() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Decision check(RequestHead head) {
        return EffectiveOrigin.isSecure(head) ? secure : plain;
    }

    @Override
    public List<Evidence> evidence() {
        List<String> weaknesses = new ArrayList<>();
        readable.stream().sorted().forEach(name -> weaknesses.add("Scripts can read the cookie " + name));
        if (sameSite == SameSite.NONE) {
            weaknesses.add("Cookies without SameSite are sent along by other sites");
        }
        String summary = "Secure over https, HttpOnly and SameSite added where missing";
        return List.of(new Evidence("AUTH-COOKIE", "OutgoingCookies", summary, weaknesses));
    }

    @Override
    public String toString() {
        return "OutgoingCookies[" + sameSite + "]";
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {

        private final Once once = new Once();
        private SameSite sameSite = SameSite.LAX;
        private List<String> readable = List.of();
        private Events events = Events.none();

        private Builder() {}

        /** What cookies without {@code SameSite} get; Lax by default. */
        public Builder sameSite(SameSite sameSite) {
            once.option("sameSite");
            this.sameSite = sameSite;
            return this;
        }

        /** Cookies that scripts have to read: no {@code HttpOnly} is added to them; weakened. None by default. */
        public Builder dangerouslyReadableByScripts(String... names) {
            once.option("dangerouslyReadableByScripts");
            readable = List.of(names);
            return this;
        }

        /** Who hears that something was added; nobody by default. */
        public Builder events(Events events) {
            once.option("events");
            this.events = events;
            return this;
        }

        /** The guard, or every fault at once. */
        public OutgoingCookies build() {
            Faults faults = Faults.in("OutgoingCookies");
            for (String name : readable) {
                String option = "dangerouslyReadableByScripts";
                faults.check(HeaderSyntax.isToken(name), option, name, "not_a_cookie_name", "a token");
                faults.check(
                        readable.indexOf(name) == readable.lastIndexOf(name), option, name, "duplicate", "each once");
            }
            faults.throwIfAny();
            return new OutgoingCookies(this);
        }
    }
}
