package io.seaworthy.examples.harbour.endpoint;

import io.seaworthy.auth.password.PasswordCheck;
import io.seaworthy.auth.password.PasswordFault;
import io.seaworthy.auth.password.PasswordHashing;
import io.seaworthy.auth.password.PasswordPolicy;
import io.seaworthy.auth.password.PasswordResets;
import io.seaworthy.auth.password.Passwords;
import io.seaworthy.auth.refresh.RefreshTokens;
import io.seaworthy.auth.refresh.Rotation;
import io.seaworthy.auth.refresh.TokenPair;
import io.seaworthy.examples.harbour.Journal;
import io.seaworthy.examples.harbour.data.Account;
import io.seaworthy.examples.harbour.data.Accounts;
import io.seaworthy.examples.harbour.data.Outbox;
import io.seaworthy.examples.harbour.web.Call;
import io.seaworthy.examples.harbour.web.Form;
import io.seaworthy.examples.harbour.web.Ids;
import io.seaworthy.examples.harbour.web.Reply;
import io.seaworthy.kernel.Events;
import io.seaworthy.kernel.http.Problem;
import io.seaworthy.logging.SecurityEvent;
import io.seaworthy.ratelimit.LoginProtection;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accounts and sessions: {@code POST /auth/*}. */
public final class AuthEndpoints {

    private static final Map<String, String> ACCEPTED = Map.of("status", "accepted");
    private static final Problem INVALID_CREDENTIALS =
            Problem.of(401, "invalid_credentials", "The address or the password is wrong");
    private static final Problem OVERLOADED =
            Problem.of(503, "overloaded", "Too many passwords are being checked; try again in a moment");
    private static final Problem BAD_RESET_TOKEN =
            Problem.of(400, "invalid_reset_token", "The link was used before, or has expired");
    private static final int MAX_PASSWORD = 4096;

    private final Accounts accounts;
    private final Passwords passwords;
    private final PasswordPolicy policy;
    private final PasswordResets resets;
    private final RefreshTokens refresh;
    private final LoginProtection logins;
    private final LoginProtection resetRequests;
    private final Outbox outbox;
    private final Journal journal;
    private final Events events;
    private final boolean firstIsAdmin;

    public AuthEndpoints(
            Accounts accounts,
            Passwords passwords,
            PasswordPolicy policy,
            PasswordResets resets,
            RefreshTokens refresh,
            LoginProtection logins,
            LoginProtection resetRequests,
            Outbox outbox,
            Journal journal,
            Events events,
            boolean firstIsAdmin) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.policy = policy;
        this.resets = resets;
        this.refresh = refresh;
        this.logins = logins;
        this.resetRequests = resetRequests;
        this.outbox = outbox;
        this.journal = journal;
        this.events = events;
        this.firstIsAdmin = firstIsAdmin;
    }

    /** The answer never tells whether the address has an account; the password is hashed either way, so neither does the time. */
    public Reply register(Call call, Form form) {
        String email = Fields.email(form);
        String password = form.filled("password", MAX_PASSWORD);
        checkPassword(form, password, email);
        Reply refusal = form.refusal();
        if (refusal != null) {
            return refusal;
        }
        PasswordHashing hashing = passwords.hash(password);
        if (hashing instanceof PasswordHashing.Saturated saturated) {
            return overloaded(saturated.retryAfter());
        }
        String hash = ((PasswordHashing.Hashed) hashing).value();
        add(email, hash);
        return Reply.json(202, ACCEPTED);
    }

    private synchronized void add(String email, String hash) {
        boolean admin = firstIsAdmin && accounts.isEmpty();
        Account account = new Account(Ids.next("acc_"), email, hash, "free", admin);
        if (accounts.add(account)) {
            journal.success(account.id(), "account.register", account.id());
        }
    }

    public Reply login(Call call, Form form) {
        String email = Fields.email(form);
        String password = form.text("password", MAX_PASSWORD);
        Reply refusal = form.refusal();
        if (refusal != null) {
            return refusal;
        }
        LoginProtection.Reservation reservation = logins.reserve(call.head(), email);
        if (reservation instanceof LoginProtection.Refusal limited) {
            return refused(limited);
        }
        // Whatever ends this without an answer about the password, a database that fails for example, is refunded.
        try (LoginProtection.Permit permit = (LoginProtection.Permit) reservation) {
            return login(call, email, password, permit);
        }
    }

    private Reply login(Call call, String email, String password, LoginProtection.Permit permit) {
        Account account = accounts.byEmail(email);
        PasswordCheck check = passwords.check(password, account == null ? null : account.passwordHash());
        if (check instanceof PasswordCheck.Saturated saturated) {
            return overloaded(saturated.retryAfter());
        }
        if (account == null || !(check instanceof PasswordCheck.Matched matched)) {
            permit.failed();
            events.emit(SecurityEvent.LOGIN_FAILURE, call.head());
            journal.denied(account == null ? "unknown" : account.id(), "session.open", "login");
            return Reply.problem(INVALID_CREDENTIALS);
        }
        permit.succeeded();
        if (matched.upgrade() != null) {
            // Only over the hash that was checked: a reset that came in between must stand.
            accounts.upgradePasswordHash(account, matched.upgrade());
        }
        TokenPair pair = refresh.open(account.id());
        Account now = accounts.byId(account.id());
        if (now == null
                || !(now.passwordHash().equals(account.passwordHash())
                        || now.passwordHash().equals(matched.upgrade()))) {
            // The password was reset while this one was being checked: the reset has ended all sessions, this one too.
            refresh.revokeFamily(pair.refreshToken());
            return Reply.problem(INVALID_CREDENTIALS);
        }
        journal.success(account.id(), "session.open", pair.sessionId());
        return Reply.json(200, view(pair));
    }

    public Reply refresh(Call call, Form form) {
        String presented = form.text("refresh_token", MAX_PASSWORD);
        Reply refusal = form.refusal();
        if (refusal != null) {
            return refusal;
        }
        Rotation rotation = refresh.rotate(presented);
        if (rotation instanceof Rotation.Rotated rotated) {
            return Reply.json(200, view(rotated.pair()));
        }
        return switch (((Rotation.Refused) rotation).reason()) {
            case SUPERSEDED ->
                Reply.problem(
                        401,
                        "refresh_superseded",
                        "A newer refresh token of this session was handed out; use that one");
            case REUSE -> {
                journal.denied("unknown", "session.reuse", "refresh");
                yield Reply.problem(401, "refresh_reuse", "The refresh token was used before; the session has ended");
            }
            case UNAVAILABLE ->
                Reply.problem(503, "overloaded", "Try the same token again in a moment")
                        .with("Retry-After", "1");
            case INVALID, EXPIRED, REVOKED ->
                Reply.problem(401, "invalid_token", "The refresh token is not valid; log in again");
        };
    }

    public Reply logout(Call call, Form form) {
        String presented = form.text("refresh_token", MAX_PASSWORD);
        Reply refusal = form.refusal();
        if (refusal != null) {
            return refusal;
        }
        if (refresh.revokeFamily(presented)) {
            journal.success("self", "session.close", "logout");
        }
        return Reply.empty(204);
    }

    public Reply requestReset(Call call, Form form) {
        String email = Fields.email(form);
        Reply refusal = form.refusal();
        if (refusal != null) {
            return refusal;
        }
        // Never settled: each request sends a message, and success is not the caller's to know.
        if (resetRequests.reserve("reset:" + email) instanceof LoginProtection.Refusal limited) {
            return refused(limited);
        }
        Account account = accounts.byEmail(email);
        if (account != null) {
            outbox.send(new Outbox.Message(email, "password-reset", resets.issue(account.id())));
            journal.success(account.id(), "password.reset-request", account.id());
        }
        return Reply.json(202, ACCEPTED);
    }

    public Reply confirmReset(Call call, Form form) {
        String token = form.text("token", 512);
        String password = form.filled("password", MAX_PASSWORD);
        Reply refusal = form.refusal();
        if (refusal != null) {
            return refusal;
        }
        // Looked at first, used up last: a password that is refused must not cost the user the link.
        String subject = resets.peek(token);
        Account account = subject == null ? null : accounts.byId(subject);
        if (account == null) {
            return Reply.problem(BAD_RESET_TOKEN);
        }
        checkPassword(form, password, account.email());
        refusal = form.refusal();
        if (refusal != null) {
            return refusal;
        }
        PasswordHashing hashing = passwords.hash(password);
        if (hashing instanceof PasswordHashing.Saturated saturated) {
            return overloaded(saturated.retryAfter());
        }
        if (!(resets.redeem(token) instanceof PasswordResets.Redemption.Redeemed)) {
            return Reply.problem(BAD_RESET_TOKEN);
        }
        accounts.setPasswordHash(account.id(), ((PasswordHashing.Hashed) hashing).value());
        refresh.revokeAll(account.id());
        logins.unlock(account.email());
        journal.success(account.id(), "password.reset", account.id());
        return Reply.empty(204);
    }

    private void checkPassword(Form form, String password, @Nullable String email) {
        List<PasswordFault> faults =
                password.isEmpty() ? List.of() : policy.check(password, email == null ? "" : email);
        for (PasswordFault fault : faults) {
            form.error("password", fault.code());
        }
    }

    private static Reply refused(LoginProtection.Refusal limited) {
        Reply reply = Reply.problem(limited.problem());
        for (Map.Entry<String, String> field : limited.headers().entrySet()) {
            reply = reply.with(field.getKey(), field.getValue());
        }
        return reply;
    }

    private static Reply overloaded(Duration retryAfter) {
        return Reply.problem(OVERLOADED).with("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
    }

    private static Map<String, Object> view(TokenPair pair) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("access_token", pair.accessToken());
        view.put("token_type", "Bearer");
        view.put("expires_in", pair.expiresIn().toSeconds());
        view.put("refresh_token", pair.refreshToken());
        view.put("refresh_expires_in", pair.refreshExpiresIn().toSeconds());
        return view;
    }
}
