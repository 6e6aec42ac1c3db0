package io.seaworthy.headers.cors;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.GuardChain;
import io.seaworthy.kernel.ServerRequest;
import io.seaworthy.testkit.RecordingHeaders;
import io.seaworthy.testkit.RequestHeads;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A browser as the Fetch standard describes it, let loose on a grid of policies and requests: the page may read the
 * answer exactly if the policy says so.
 */
class BrowserModelTest {

    private static final Set<String> SAFELISTED_METHODS = Set.of("GET", "HEAD", "POST");

    private record Fetch(String origin, String method, List<String> unsafeHeaders, boolean credentials) {}

    private record Setting(List<String> origins, List<String> methods, List<String> headers, boolean credentials) {

        CorsPolicy policy() {
            CorsPolicyBuilder builder = CorsPolicy.builder()
                    .methods(methods.toArray(String[]::new))
                    .requestHeaders(headers.toArray(String[]::new));
            if (origins.isEmpty()) {
                builder.anyOrigin();
            } else {
                builder.origins(origins);
            }
            return credentials ? builder.credentials().build() : builder.build();
        }

        /** What the author of the policy meant. */
        boolean means(Fetch fetch) {
            boolean origin = origins.isEmpty() || origins.contains(fetch.origin);
            boolean mode = !fetch.credentials || credentials;
            if (!needsPreflight(fetch)) {
                return origin && mode;
            }
            boolean method = methods.contains(fetch.method) || (fetch.method.equals("HEAD") && methods.contains("GET"));
            boolean names = fetch.unsafeHeaders.stream()
                    .allMatch(
                            name -> headers.contains(name) || (headers.contains("*") && !name.equals("authorization")));
            return origin && mode && method && names;
        }
    }

    private static boolean needsPreflight(Fetch fetch) {
        return !SAFELISTED_METHODS.contains(fetch.method) || !fetch.unsafeHeaders.isEmpty();
    }

    /** Fetch section 4.8 (CORS-preflight fetch), section 4.9 (CORS check). */
    private static boolean browserLetsPageRead(CorsPolicy policy, Fetch fetch) {
        if (needsPreflight(fetch)) {
            RequestHeads preflight = RequestHeads.options("/")
                    .header("Origin", fetch.origin)
                    .header("Access-Control-Request-Method", fetch.method);
            if (!fetch.unsafeHeaders.isEmpty()) {
                preflight.header(
                        "Access-Control-Request-Headers", String.join(",", new TreeSet<>(fetch.unsafeHeaders)));
            }
            Decision decision = policy.check(preflight.build());
            boolean ok = decision instanceof Decision.Respond respond && respond.status() / 100 == 2;
            RecordingHeaders answer = headersOf(decision);
            if (!ok || !corsCheck(answer, fetch) || !methodAllowed(answer, fetch) || !headersAllowed(answer, fetch)) {
                return false;
            }
        }
        Decision decision = policy.check(RequestHeads.of(fetch.method, "/")
                .header("Origin", fetch.origin)
                .build());
        return decision instanceof Decision.Proceed && corsCheck(headersOf(decision), fetch);
    }

    private static RecordingHeaders headersOf(Decision decision) {
        ServerRequest request = RequestHeads.get("/").build();
        GuardChain.of(head -> decision).run(request);
        RecordingHeaders headers = RecordingHeaders.create();
        request.writeHeaders(headers);
        return headers;
    }

    private static boolean corsCheck(RecordingHeaders answer, Fetch fetch) {
        List<String> origin = answer.all("Access-Control-Allow-Origin");
        if (origin.size() != 1) {
            return false;
        }
        if (!fetch.credentials && origin.get(0).equals("*")) {
            return true;
        }
        return origin.get(0).equals(fetch.origin)
                && (!fetch.credentials
                        || answer.all("Access-Control-Allow-Credentials").equals(List.of("true")));
    }

    private static boolean methodAllowed(RecordingHeaders answer, Fetch fetch) {
        List<String> methods = list(answer.first("Access-Control-Allow-Methods"));
        return SAFELISTED_METHODS.contains(fetch.method)
                || methods.contains(fetch.method)
                || (!fetch.credentials && methods.contains("*"));
    }

    private static boolean headersAllowed(RecordingHeaders answer, Fetch fetch) {
        List<String> names = list(answer.first("Access-Control-Allow-Headers")).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        return fetch.unsafeHeaders.stream()
                .allMatch(name -> names.contains(name)
                        || (!fetch.credentials && names.contains("*") && !name.equals("authorization")));
    }

    private static List<String> list(@Nullable String value) {
        return value == null
                ? List.of()
                : Arrays.stream(value.split(",", -1)).map(String::strip).toList();
    }

    @Test
    void browser_agreesWithThePolicyOnEveryRow() {
        List<List<String>> originSets =
                List.of(List.of(), List.of("https://a.example"), List.of("https://a.example", "http://localhost:3000"));
        List<List<String>> methodSets =
                List.of(List.of("GET"), List.of("GET", "POST"), List.of("PUT"), List.of("DELETE", "PATCH", "HEAD"));
        List<List<String>> headerSets = List.of(
                List.of(),
                List.of("x-a"),
                List.of("x-a", "authorization"),
                List.of("*"),
                List.of("*", "authorization"));
        List<Fetch> fetches = new ArrayList<>();
        for (String origin : List.of("https://a.example", "http://localhost:3000", "https://b.example", "null")) {
            for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "patch")) {
                for (List<String> names : List.of(
                        List.<String>of(),
                        List.of("x-a"),
                        List.of("x-b"),
                        List.of("authorization"),
                        List.of("x-a", "authorization"))) {
                    for (boolean credentials : new boolean[] {false, true}) {
                        fetches.add(new Fetch(origin, method, names, credentials));
                    }
                }
            }
        }
        int rows = 0;
        int allowed = 0;
        for (List<String> origins : originSets) {
            for (List<String> methods : methodSets) {
                for (List<String> headers : headerSets) {
                    for (boolean credentials : new boolean[] {false, true}) {
                        if (credentials && (origins.isEmpty() || headers.contains("*"))) {
                            continue; // cannot be built
                        }
                        Setting setting = new Setting(origins, methods, headers, credentials);
                        CorsPolicy policy = setting.policy();
                        for (Fetch fetch : fetches) {
                            boolean meant = setting.means(fetch);
                            assertThat(browserLetsPageRead(policy, fetch))
                                    .as("%s under %s", fetch, setting)
                                    .isEqualTo(meant);
                            rows++;
                            allowed += meant ? 1 : 0;
                        }
                    }
                }
            }
        }
        System.out.println("BrowserModelTest compared " + rows + " rows, " + allowed + " allowed");
        assertThat(allowed).isBetween(rows / 50, rows / 2);
    }
}
