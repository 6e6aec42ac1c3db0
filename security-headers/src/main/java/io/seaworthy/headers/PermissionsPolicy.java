package io.seaworthy.headers;

import io.seaworthy.headers.internal.WebOrigin;
import io.seaworthy.kernel.config.DidYouMean;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.config.Violation;
import io.seaworthy.kernel.http.StructuredFields;
import io.seaworthy.kernel.http.StructuredFields.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code Permissions-Policy} (W3C Permissions Policy section 5.2): which powerful features the page and its frames may
 * ask for. A structured field dictionary (RFC 9651). Immutable.
 *
 * <p>Browsers ignore a name that they do not know, so a misspelt one protects nothing: a name close to a known one is a
 * fault. Only Chromium enforces all of the header.
 */
public final class PermissionsPolicy implements HeaderValue {

    private static final List<String> SENSITIVE = List.of(
            "accelerometer",
            "bluetooth",
            "browsing-topics",
            "camera",
            "display-capture",
            "encrypted-media",
            "geolocation",
            "gyroscope",
            "hid",
            "idle-detection",
            "keyboard-map",
            "local-fonts",
            "magnetometer",
            "microphone",
            "midi",
            "payment",
            "screen-wake-lock",
            "serial",
            "storage-access",
            "sync-xhr",
            "unload",
            "usb",
            "window-management",
            "xr-spatial-tracking");

    private static final List<String> OTHERS = List.of(
            "ambient-light-sensor",
            "attribution-reporting",
            "autoplay",
            "battery",
            "captured-surface-control",
            "compute-pressure",
            "cross-origin-isolated",
            "deferred-fetch",
            "fullscreen",
            "gamepad",
            "identity-credentials-get",
            "language-detector",
            "local-network-access",
            "otp-credentials",
            "picture-in-picture",
            "private-state-token-issuance",
            "private-state-token-redemption",
            "publickey-credentials-create",
            "publickey-credentials-get",
            "speaker-selection",
            "summarizer",
            "translator",
            "web-share");

    private static final List<String> KNOWN = join(SENSITIVE, OTHERS);

    private static final Member SELF = StructuredFields.token("self");

    private final String value;
    private final List<String> openToAll;

    private PermissionsPolicy(Map<String, Member> members, List<String> openToAll) {
        this.value = StructuredFields.dictionary(members);
        this.openToAll = List.copyOf(openToAll);
    }

    private static List<String> join(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    /** Denies sensors, capture, devices, payment, topics, {@code unload} and the like to the page and all frames. */
    public static PermissionsPolicy denySensitive() {
        return builder().deny(SENSITIVE.toArray(String[]::new)).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String field() {
        return "Permissions-Policy";
    }

    @Override
    public String value() {
        return value;
    }

    @Override
    public List<String> weaknesses() {
        return openToAll.isEmpty()
                ? List.of()
                : List.of("Permissions-Policy gives every frame " + String.join(", ", openToAll));
    }

    @Override
    public String toString() {
        return field() + ": " + value;
    }

    /** Collects features; not thread-safe. */
    public static final class Builder {

        private final Map<String, Member> members = new TreeMap<>();
        private final List<String> openToAll = new ArrayList<>();
        private final Faults faults = Faults.in("PermissionsPolicy");

        private Builder() {}

        /** Nobody may use these features. Permitted: {@code "camera"}. Prohibited: {@code "Camera"}, {@code ""}. */
        public Builder deny(String... features) {
            for (String feature : features) {
                put(feature, StructuredFields.innerList(List.of()));
            }
            return this;
        }

        /** The page itself may use these features, frames of other origins may not. */
        public Builder allowSelf(String... features) {
            for (String feature : features) {
                put(feature, StructuredFields.innerList(List.of(SELF)));
            }
            return this;
        }

        /** The page and frames of these origins, {@code "https://pay.example"}, may use the feature. */
        public Builder allow(String feature, String... origins) {
            List<Member> list = new ArrayList<>(List.of(SELF));
            for (String origin : origins) {
                WebOrigin.Flaw flaw = WebOrigin.parse(origin).flaw();
                if (flaw != null) {
                    faults.add(feature, origin, flaw.code(), flaw.allowed());
                } else {
                    list.add(StructuredFields.string(origin));
                }
            }
            return put(feature, StructuredFields.innerList(list));
        }

        /** Every frame of any origin may use the feature; weakened. */
        public Builder dangerouslyAllowEveryone(String feature) {
            openToAll.add(feature);
            return put(feature, StructuredFields.token("*"));
        }

        private Builder put(String feature, Member allowed) {
            boolean good = !feature.isEmpty() && feature.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-');
            if (!good) {
                faults.add("feature", feature, "not_a_feature", "a feature name in lower case: camera, web-share");
            } else if (!KNOWN.contains(feature)) {
                String near = DidYouMean.closest(feature, KNOWN);
                if (near != null) {
                    faults.add(Violation.of("feature", feature, "unknown_feature", "a name that browsers know")
                            .hint("Did you mean " + near + "?"));
                }
            }
            if (members.put(feature, allowed) != null) {
                faults.add("feature", feature, "duplicate", "each feature once");
            }
            return this;
        }

        /** The policy, or every fault at once. */
        public PermissionsPolicy build() {
            faults.check(!members.isEmpty(), "features", null, "missing", "at least one feature");
            faults.throwIfAny();
            return new PermissionsPolicy(members, openToAll);
        }
    }
}
