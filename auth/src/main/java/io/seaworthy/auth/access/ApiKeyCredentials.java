package io.seaworthy.auth.access;

import io.seaworthy.auth.apikey.ApiKeyCheck;
import io.seaworthy.auth.apikey.ApiKeys;
import io.seaworthy.kernel.Principal;
import io.seaworthy.kernel.RequestHead;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * API keys in {@code X-API-Key}. The principal is the key's owner, bounded by the key's scopes and without any role.
 * A check may read the store. Immutable, thread-safe.
 */
public final class ApiKeyCredentials implements CredentialScheme {

    /** The kind in {@link Principal#credential()}. */
    public static final String KIND = "api-key";

    private static final String HEADER = "X-API-Key";

    /** A 401 has a challenge (RFC 9110 section 15.5.2); no scheme is registered for keys, and Bearer would mislead. */
    private static final String CHALLENGE = "ApiKey";

    private static final Authentication INVALID = Authentication.Failed.invalid(CHALLENGE);
    private static final Authentication UNAVAILABLE = Authentication.Failed.unavailable();

    private final ApiKeys keys;

    private ApiKeyCredentials(ApiKeys keys) {
        this.keys = Objects.requireNonNull(keys, "keys");
    }

    public static ApiKeyCredentials of(ApiKeys keys) {
        return new ApiKeyCredentials(keys);
    }

    private final class Presented implements Credential {

        private final @Nullable String text;

        private Presented(@Nullable String text) {
            this.text = text;
        }

        @Override
        public Authentication verify() {
            ApiKeyCheck check = keys.verify(text);
            if (check instanceof ApiKeyCheck.Valid valid) {
                return new Authentication.Authenticated(new Principal(
                        valid.key().owner(), KIND, Set.of(), valid.key().scopes()));
            }
            boolean unavailable =
                    check instanceof ApiKeyCheck.Refused refused && refused.reason() == ApiKeyCheck.Reason.UNAVAILABLE;
            return unavailable ? UNAVAILABLE : INVALID;
        }

        @Override
        public boolean mayBlock() {
            return true;
        }
    }

    @Override
    public @Nullable Credential find(RequestHead head) {
        String value = head.header(HEADER);
        if (value == null) {
            return null;
        }
        List<String> all = head.headers(HEADER);
        return new Presented(all.size() == 1 ? value : null);
    }

    @Override
    public String toString() {
        return "ApiKeyCredentials";
    }
}
