package io.seaworthy.config.secrets;

import io.seaworthy.config.secrets.HttpCalls.Answer;
import io.seaworthy.config.secrets.SecretSourceException.Reason;
import io.seaworthy.kernel.Secret;
import io.seaworthy.kernel.Ticker;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.internal.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One secret of HashiCorp Vault's key-value engine, version 1 or 2, with a token or by AppRole. A login lasts two thirds of
 * its lease, counted by the monotonic clock, so a wrong wall clock harms nothing; a token that is refused is replaced
 * once. Thread-safe.
 *
 * <pre>{@code
 * SecretSource vault = VaultSecrets.builder(URI.create("https://vault.example:8200"))
 *         .kv2("secret", "harbour/production").appRole(roleId, secretId).build();
 * }</pre>
 *
 * <p>Permitted: https, and http to this machine. Prohibited: http elsewhere.
 */
public final class VaultSecrets implements SecretSource {

    private final Builder options;
    private final HttpCalls calls;
    private @Nullable Secret token;
    private long tokenUntil;
    private boolean tokenExpires;

    private VaultSecrets(Builder options) {
        this.options = options;
        this.calls = new HttpCalls("Vault", options.timeout, options.pause);
    }

    public static Builder builder(URI address) {
        return new Builder(address);
    }

    @Override
    public synchronized SecretSnapshot read() throws SecretSourceException {
        Answer answer = calls.send(get(login(false)));
        if (answer.status() == 403 && options.roleId != null) {
            answer = calls.send(get(login(true))); // revoked, or expired although we thought otherwise
        }
        return switch (answer.status()) {
            case 200 -> snapshot(answer);
            case 404 -> throw calls.failure(Reason.NOT_FOUND);
            case 400, 401, 403 -> throw calls.failure(Reason.REFUSED);
            default -> throw calls.failure(Reason.MALFORMED);
        };
    }

    private SecretSnapshot snapshot(Answer answer) throws SecretSourceException {
        Map<String, @Nullable Object> data = Answer.object(answer.body().get("data"));
        if (options.version == 2) {
            data = Answer.object(data.get("data"));
        }
        Map<String, Secret> secrets = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> entry : data.entrySet()) {
            Object value = entry.getValue();
            if (!(value instanceof String) && !(value instanceof Number) && !(value instanceof Boolean)) {
                throw calls.failure(Reason.MALFORMED);
            }
            secrets.put(entry.getKey(), Secret.ofUtf8(value.toString()));
        }
        if (secrets.isEmpty()) {
            throw calls.failure(Reason.NOT_FOUND); // version 2 keeps a shell of what was deleted
        }
        long lease = answer.body().get("lease_duration") instanceof Number seconds ? seconds.longValue() : 0;
        return SecretSnapshot.leased(secrets, Duration.ofSeconds(Math.max(0, Math.min(lease, 31_536_000))));
    }

    private Secret login(boolean again) throws SecretSourceException {
        boolean expired = tokenExpires && options.ticker.nanos() - tokenUntil >= 0;
        Secret known = options.token != null ? options.token : token;
        if (known != null && !again && !expired) {
            return known;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("role_id", Objects.requireNonNull(options.roleId));
        body.put("secret_id", Objects.requireNonNull(options.secretId).exposeUtf8());
        Answer answer = calls.send(request("auth/" + options.mount + "/login")
                .POST(BodyPublishers.ofByteArray(Json.write(body)))
                .build());
        Map<String, @Nullable Object> auth = Answer.object(answer.body().get("auth"));
        if (answer.status() != 200 || !(auth.get("client_token") instanceof String given)) {
            throw calls.failure(answer.status() == 200 ? Reason.MALFORMED : Reason.REFUSED);
        }
        long lease = auth.get("lease_duration") instanceof Number seconds ? seconds.longValue() : 0;
        Secret next = Secret.ofUtf8(given);
        if (!Transport.isHeader(next)) {
            throw calls.failure(Reason.MALFORMED);
        }
        token = next;
        tokenExpires = lease > 0;
        tokenUntil = options.ticker.nanos()
                + Duration.ofSeconds(Math.min(lease, 31_536_000)).toNanos() * 2 / 3;
        return next;
    }

    private HttpRequest get(Secret token) {
        String path = options.engine + (options.version == 2 ? "/data/" : "/") + options.path;
        return request(path).header("X-Vault-Token", token.exposeUtf8()).GET().build();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(options.address.resolve("/v1/" + path))
                .timeout(options.timeout)
                .header("X-Vault-Request", "true");
        return options.namespace.isEmpty() ? request : request.header("X-Vault-Namespace", options.namespace);
    }

    /** The path; no credentials. */
    @Override
    public String toString() {
        return "VaultSecrets[" + options.engine + "/" + options.path + "]";
    }

    /** Options; not thread-safe. */
    public static final class Builder {

        private final URI address;
        private String engine = "";
        private String path = "";
        private int version;
        private @Nullable Secret token;
        private @Nullable String roleId;
        private @Nullable Secret secretId;
        private String mount = "approle";
        private String namespace = "";
        private Duration timeout = Duration.ofSeconds(5);
        Ticker ticker = Ticker.system();
        HttpCalls.Pause pause = Thread::sleep;

        private Builder(URI address) {
            this.address = address;
        }

        /** A secret of a version 1 engine: {@code kv1("kv", "harbour")}. */
        public Builder kv1(String engine, String path) {
            return kv(engine, path, 1);
        }

        /** The newest version of a secret of a version 2 engine: {@code kv2("secret", "harbour/production")}. */
        public Builder kv2(String engine, String path) {
            return kv(engine, path, 2);
        }

        private Builder kv(String engine, String path, int version) {
            once(this.version != 0, "the secret");
            this.engine = engine;
            this.path = path;
            this.version = version;
            return this;
        }

        /** A token that somebody else renews, such as Vault's agent. */
        public Builder token(Secret token) {
            once(this.token != null, "token");
            this.token = token;
            return this;
        }

        /** Logs in by AppRole at {@code auth/approle}. */
        public Builder appRole(String roleId, Secret secretId) {
            once(this.roleId != null, "appRole");
            this.roleId = roleId;
            this.secretId = secretId;
            return this;
        }

        /** Where AppRole is mounted; {@code approle} unless said. */
        public Builder appRoleMount(String mount) {
            this.mount = mount;
            return this;
        }

        /** The namespace; none unless said. */
        public Builder namespace(String namespace) {
            this.namespace = namespace;
            return this;
        }

        /** How long a connection and an answer may take, each; 5 s unless said. */
        public Builder timeout(Duration timeout) {
            this.timeout = timeout;
            return this;
        }

        private static void once(boolean given, String option) {
            if (given) {
                throw new IllegalStateException(option + " is given twice");
            }
        }

        /**
         * The source; nothing is connected yet.
         *
         * @throws io.seaworthy.kernel.config.ConfigurationException with every fault
         */
        public VaultSecrets build() {
            Faults faults = Faults.in("VaultSecrets");
            Transport.check(address, "address", faults);
            String visible = "visible ASCII, no line end";
            faults.check(token == null || Transport.isHeader(token), "token", null, "malformed", visible);
            boolean plain = namespace.isEmpty() || Transport.isHeader(namespace);
            faults.check(plain, "namespace", null, "malformed", visible);
            faults.check(version != 0, "secret", null, "missing", "kv1 or kv2");
            faults.check(isPath(engine) && isPath(path), "path", null, "malformed", "segments of [A-Za-z0-9_.-]");
            faults.check(isPath(mount), "appRoleMount", mount, "malformed", "segments of [A-Za-z0-9_.-]");
            faults.check((token == null) != (roleId == null), "login", null, "missing", "either token or appRole");
            faults.check(!timeout.isNegative() && !timeout.isZero(), "timeout", null, "out_of_range", "above 0");
            faults.throwIfAny();
            return new VaultSecrets(this);
        }

        private static boolean isPath(String text) {
            boolean plain =
                    text.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || "_.-/".indexOf(c) >= 0));
            return plain
                    && !text.contains("..")
                    && !text.contains("//")
                    && !text.startsWith("/")
                    && !text.endsWith("/");
        }
    }
}
