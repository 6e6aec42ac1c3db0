package io.seaworthy.examples.harbour.endpoint;

import io.seaworthy.auth.webhook.ReplayStore;
import io.seaworthy.auth.webhook.SignatureCheck;
import io.seaworthy.auth.webhook.StripeSignatures;
import io.seaworthy.examples.harbour.Journal;
import io.seaworthy.examples.harbour.web.Call;
import io.seaworthy.examples.harbour.web.Endpoint;
import io.seaworthy.examples.harbour.web.Reply;
import io.seaworthy.kernel.http.Problem;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;

/** Stripe's events: verified over the raw bytes, taken on once. */
public final class WebhookEndpoint implements Endpoint {

    /** Stripe retries for three days. */
    private static final Duration REMEMBERED = Duration.ofDays(4);

    private static final Problem BAD_SIGNATURE =
            Problem.of(400, "invalid_signature", "The signature is missing, wrong or stale");

    private final StripeSignatures signatures;
    private final ReplayStore replays;
    private final Journal journal;
    private final InstantSource clock;

    public WebhookEndpoint(StripeSignatures signatures, ReplayStore replays, Journal journal, InstantSource clock) {
        this.signatures = signatures;
        this.replays = replays;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public Reply answer(Call call) throws IOException {
        byte[] body = call.body().readAllBytes();
        SignatureCheck check = signatures.verify(body, call.head().headers("Stripe-Signature"));
        if (!(check instanceof SignatureCheck.Authentic)) {
            return Reply.problem(BAD_SIGNATURE);
        }
        // The digest stands for the event: a delivery that Stripe repeats has the same bytes, whatever its signature.
        String event = "stripe:" + sha256(body);
        if (replays.claim(event, clock.instant().plus(REMEMBERED))) {
            journal.success("stripe", "webhook.received", event);
        }
        return Reply.empty(204);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
