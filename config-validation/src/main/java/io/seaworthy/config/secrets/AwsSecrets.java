package io.seaworthy.config.secrets;

import io.seaworthy.config.secrets.HttpCalls.Answer;
import io.seaworthy.config.secrets.SecretSourceException.Reason;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonException;
import io.seaworthy.kernel.internal.JsonLimits;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One secret of AWS Secrets Manager, at its current stage. A secret text that is a JSON object of texts, numbers and booleans
 * gives one secret for each member, any other text gives one of a name of your choice. Where this machine's clock is off, the signature is made
 * again with the server's time, once. Where credentials come from is yours to say. Thread-safe.
 *
 * <p>Permitted: https endpoints, and http to this machine. Prohibited: http elsewhere.
 */
public final class AwsSecrets implements SecretSource {

    private static final String TARGET = "secretsmanager.GetSecretValue";

    private final URI endpoint;
    private final String region;
    private final String secretId;
    private final String name;
    private final Supplier<AwsCredentials> credentials;
    private final InstantSource clock;
    private final HttpCalls calls;
    private volatile Duration skew = Duration.ZERO;

    private AwsSecrets(
            URI endpoint,
            String region,
            String secretId,
            String name,
            Supplier<AwsCredentials> credentials,
            InstantSource clock,
            HttpCalls.Pause pause) {
        Faults faults = Faults.in("AwsSecrets");
        Transport.check(endpoint, "endpoint", faults);
        boolean plain = region.chars().allMatch(c -> c == '-' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
        faults.check(plain && !region.isEmpty(), "region", region, "malformed", "a region such as eu-central-1");
        faults.check(!secretId.isEmpty(), "secretId", null, "missing", "the secret's name or ARN");
        faults.throwIfAny();
        this.endpoint = plain(endpoint);
        this.region = region;
        this.secretId = secretId;
        this.name = name;
        this.credentials = credentials;
        this.clock = clock;
        this.calls = new HttpCalls("Secrets Manager", Duration.ofSeconds(5), pause);
    }

    /** Without the port that goes without saying: the client leaves it out of {@code Host}, which is signed. */
    private static URI plain(URI endpoint) {
        boolean usual = endpoint.getPort() == (endpoint.getScheme().equals("https") ? 443 : 80);
        return usual ? URI.create(endpoint.getScheme() + "://" + endpoint.getHost() + "/") : endpoint;
    }

    /**
     * A secret of a region.
     *
     * @param secretId its name or ARN
     * @param name what a secret that is not a JSON object is called: {@code "DATABASE_PASSWORD"}
     */
    public static AwsSecrets of(String region, String secretId, String name, Supplier<AwsCredentials> credentials) {
        URI endpoint = URI.create(
                "https://secretsmanager." + region + ".amazonaws.com" + (region.startsWith("cn-") ? ".cn/" : "/"));
        return at(endpoint, region, secretId, name, credentials);
    }

    /** The same at an endpoint of your own, such as a private one. */
    public static AwsSecrets at(
            URI endpoint, String region, String secretId, String name, Supplier<AwsCredentials> credentials) {
        return new AwsSecrets(endpoint, region, secretId, name, credentials, InstantSource.system(), Thread::sleep);
    }

    static AwsSecrets forTest(URI endpoint, Supplier<AwsCredentials> credentials, InstantSource clock) {
        return new AwsSecrets(endpoint, "eu-central-1", "harbour", "VALUE", credentials, clock, millis -> {});
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public SecretSnapshot read() throws SecretSourceException {
        Answer answer = calls.send(request());
        if (answer.status() != 200 && isSkewed(answer) && learn(answer.date())) {
            answer = calls.send(request());
        }
        if (answer.status() == 200) {
            return snapshot(answer);
        }
        String type = String.valueOf(answer.body().get("__type"));
        if (type.endsWith("ResourceNotFoundException")) {
            throw calls.failure(Reason.NOT_FOUND);
        } else if (type.endsWith("ThrottlingException")) {
            throw calls.failure(Reason.THROTTLED);
        }
        throw calls.failure(Reason.REFUSED);
    }

    private static boolean isSkewed(Answer answer) {
        String type = String.valueOf(answer.body().get("__type"));
        return type.endsWith("InvalidSignatureException") || type.endsWith("RequestTimeTooSkewed");
    }

    /** Takes the server's time where it differs by more than a minute. */
    private boolean learn(String date) {
        try {
            Instant server = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
            Duration difference = Duration.between(clock.instant(), server);
            boolean differs = difference.minus(skew).abs().compareTo(Duration.ofMinutes(1)) > 0;
            skew = differs ? difference : skew;
            return differs;
        } catch (DateTimeException none) {
            return false;
        }
    }

    private HttpRequest request() throws SecretSourceException {
        byte[] body = Json.write(Map.of("SecretId", secretId));
        AwsCredentials who = credentials.get();
        Secret session = who.sessionToken();
        if (!Transport.isHeader(who.accessKeyId()) || (session != null && !Transport.isHeader(session))) {
            throw calls.failure(Reason.REFUSED);
        }
        String time = SignatureV4.time(clock.instant().plus(skew));
        TreeMap<String, String> headers = new TreeMap<>();
        headers.put("content-type", "application/x-amz-json-1.1");
        headers.put("host", endpoint.getRawAuthority());
        headers.put("x-amz-date", time);
        headers.put("x-amz-target", TARGET);
        if (session != null) {
            headers.put("x-amz-security-token", session.exposeUtf8());
        }
        String scope = time.substring(0, 8) + "/" + region + "/secretsmanager";
        String authorization = SignatureV4.authorization(who, scope, "POST", "/", "", headers, body);
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve("/"))
                .timeout(Duration.ofSeconds(5))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .header("Authorization", authorization);
        headers.remove("host"); // the client's own
        headers.forEach(request::header);
        return request.build();
    }

    private SecretSnapshot snapshot(Answer answer) throws SecretSourceException {
        if (answer.body().get("SecretBinary") instanceof String binary) {
            try {
                return SecretSnapshot.of(
                        Map.of(name, Secret.of(java.util.Base64.getDecoder().decode(binary))));
            } catch (IllegalArgumentException malformed) {
                throw calls.failure(Reason.MALFORMED);
            }
        } else if (!(answer.body().get("SecretString") instanceof String text)) {
            throw calls.failure(Reason.MALFORMED);
        } else {
            Map<String, Secret> members = members(text);
            return SecretSnapshot.of(members.isEmpty() ? Map.of(name, Secret.ofUtf8(text)) : members);
        }
    }

    /** The members of a JSON object of texts, numbers and booleans; empty where the text is anything else. */
    private static Map<String, Secret> members(String text) {
        Map<String, Secret> secrets = new LinkedHashMap<>();
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            for (Map.Entry<String, @Nullable Object> member :
                    Json.readObject(bytes, JsonLimits.strict()).entrySet()) {
                Object value = member.getValue();
                if (!(value instanceof String) && !(value instanceof Number) && !(value instanceof Boolean)) {
                    return Map.of(); // leaving out a member would lose it without a word
                }
                secrets.put(member.getKey(), Secret.ofUtf8(value.toString()));
            }
        } catch (JsonException plain) {
            return Map.of();
        }
        return secrets;
    }

    @Override
    public String toString() {
        return "AwsSecrets[" + secretId + "]";
    }
}
