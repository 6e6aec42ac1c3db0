package io.seaworthy.examples.harbour;

import io.seaworthy.examples.harbour.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("io.seaworthy.examples.harbour.Deployment#tested")
class WebhookContractTest {

    // Stripe's key is the text as it stands, prefix included.
    private static final byte[] KEY = Deployment.STRIPE_SECRET.getBytes(StandardCharsets.UTF_8);

    @Parameter
    Deployment deployment;

    private Answer send(String body, String signature) {
        return deployment
                .client()
                .request("POST", "/webhooks/stripe")
                .header("Stripe-Signature", signature)
                .body("application/json", body)
                .send();
    }

    private static String event() {
        return "{\"id\":\"evt_" + UUID.randomUUID() + "\",\"type\":\"invoice.paid\"}";
    }

    private static String sign(long time, String body) {
        return "t=" + time + ",v1=" + Hmac.hex(KEY, time + "." + body);
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }

    @Test
    void goodSignature_is204_andSoIsItsReplay() {
        String body = event();
        String signature = sign(now(), body);

        send(body, signature).isStatus(204);
        send(body, signature).isStatus(204);
    }

    @Test
    void oneGoodSignatureOfSeveral_isEnough() {
        String body = event();
        long time = now();

        send(body, "t=" + time + ",v1=" + "0".repeat(64) + ",v1=" + Hmac.hex(KEY, time + "." + body))
                .isStatus(204);
    }

    @Test
    void badOrStaleSignatures_are400() {
        String body = event();
        send(body + " ", sign(now(), body)).isStatus(400);
        send(body, sign(now() - 3_600, body)).isStatus(400);
        send(body, sign(now() + 3_600, body)).isStatus(400);
        send(body, "t=x,v1=y").isStatus(400);
        send(body, "").isStatus(400);
        send(body, "v1=" + Hmac.hex(KEY, "." + body)).isStatus(400);
        send(body, "t=" + now() + ",v0=" + Hmac.hex(KEY, now() + "." + body)).isStatus(400);
        deployment
                .client()
                .request("POST", "/webhooks/stripe")
                .body("application/json", body)
                .send()
                .isStatus(400);
    }
}
