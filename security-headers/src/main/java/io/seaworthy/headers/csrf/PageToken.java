package io.seaworthy.headers.csrf;

import io.seaworthy.headers.HeadersEvent;
import io.seaworthy.headers.internal.ContentRules;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.LazyValue;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.ResponseHeaders;
import io.seaworthy.kernel.ResponsePass;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One response's token: looked for, and made, when the page asks for it. Only then does the response set a cookie, so
 * images and preflights have none, and only then is it kept from caches: whoever got another's page from a cache would
 * have the other's token. Thread-safe.
 */
final class PageToken extends AtomicReference<PageToken.@Nullable Made> implements LazyValue<CsrfToken>, ResponsePass {

    private static final long serialVersionUID = 1;

    /** A token, and the line that sets its cookie where the browser has none. */
    record Made(CsrfToken token, @Nullable String setCookie) {}

    private final transient SignedDoubleSubmit tokens;
    private final transient @Nullable String session;
    private final transient byte @Nullable [] known;

    PageToken(SignedDoubleSubmit tokens, RequestHead head) {
        this.tokens = tokens;
        // Read now: the head is gone when the last of a streamed page is written.
        this.session = tokens.sessionOf(head);
        this.known = tokens.cookieOf(head);
    }

    @Override
    public CsrfToken value() {
        Made made = get();
        if (made == null) {
            Made fresh = tokens.tokenFor(session, known);
            made = compareAndExchange(null, fresh);
            made = made == null ? fresh : made;
        }
        return made.token;
    }

    @Override
    public void atCommit(int status, ResponseHeaders headers) {
        Made made = get();
        if (made == null) {
            return;
        }
        String line = made.setCookie;
        if (line != null && !headers.all("Set-Cookie").contains(line)) {
            headers.add("Set-Cookie", line);
        }
        if (ContentRules.isShared(headers)) {
            ContentRules.keepFromCaches(headers);
            events().emit(HeadersEvent.TOKEN_KEPT_FROM_CACHE, null);
        } else {
            ContentRules.keepPrivate(headers);
        }
    }

    private Events events() {
        return tokens.events();
    }
}
