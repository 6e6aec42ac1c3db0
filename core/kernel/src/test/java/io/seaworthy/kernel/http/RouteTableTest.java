package io.seaworthy.kernel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.config.ConfigurationException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {

    private static RouteTable<String> table(String... patterns) {
        RouteTable.Builder<String> builder = RouteTable.builder();
        for (String pattern : patterns) {
            builder.route(pattern, pattern);
        }
        return builder.build();
    }

    private static List<String> faults(String... patterns) {
        ConfigurationException refused = catchThrowableOfType(ConfigurationException.class, () -> table(patterns));
        return refused == null
                ? List.of()
                : refused.violations().stream()
                        .map(v -> v.path() + " " + v.reason())
                        .toList();
    }

    private static final RouteTable<String> HARBOUR = table(
            "GET /",
            "GET /health/live",
            "/api/**",
            "GET /api/keys",
            "POST /api/keys",
            "DELETE /api/keys/{id}",
            "POST /api/keys/{id}/rotate",
            "/api/keys/admin",
            "POST /auth/*",
            "POST /auth/password-reset/confirm",
            "GET /go/");

    @ParameterizedTest
    @CsvSource({
        "GET, /, GET /",
        "HEAD, /, GET /",
        "GET, /api, /api/**",
        "GET, /api/, /api/**",
        "PUT, /api/notes/1, /api/**",
        "GET, /api/keys, GET /api/keys",
        "POST, /api/keys, POST /api/keys",
        "PUT, /api/keys, /api/**",
        "DELETE, /api/keys/7, DELETE /api/keys/{id}",
        "GET, /api/keys/7, /api/**",
        "DELETE, /api/keys/admin, /api/keys/admin",
        "POST, /api/keys/admin/rotate, POST /api/keys/{id}/rotate",
        "POST, /api/keys/7/rotate, POST /api/keys/{id}/rotate",
        "POST, /api/keys/7/rotate/, /api/**",
        "POST, /auth/login, POST /auth/*",
        "POST, /auth/password-reset/confirm, POST /auth/password-reset/confirm",
        "GET, /go/, GET /go/"
    })
    void lookup_findsTheMostSpecificRoute(String method, String path, String expected) {
        assertThat(HARBOUR.lookup(method, path))
                .isInstanceOfSatisfying(
                        RouteTable.Found.class,
                        found -> assertThat(found.value()).isEqualTo(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /, 'GET, HEAD'",
        "GET, /auth/login, POST",
        "DELETE, /health/live, 'GET, HEAD'",
        "get, /, 'GET, HEAD'"
    })
    void knownPathWithAnotherMethod_tellsTheMethods(String method, String path, String allow) {
        assertThat(HARBOUR.lookup(method, path))
                .isInstanceOfSatisfying(
                        RouteTable.OtherMethods.class,
                        other -> assertThat(other.allow()).isEqualTo(allow));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nowhere",
        "GET, /auth/a/b",
        "GET, /go",
        "GET, /auth/",
        "GET, /api/../x",
        "GET, //",
        "GET, /api;x",
        "OPTIONS, *",
        "GET, ''",
        "GET, /%"
    })
    void unknownPath_isNotFound(String method, String path) {
        assertThat(HARBOUR.lookup(method, path)).isInstanceOf(RouteTable.NotFound.class);
    }

    @Test
    void variables_areDecodedOnce() {
        RouteTable<String> table = table("/{a}/x/{b}/**");
        assertThat(table.lookup("GET", "/%C3%A9/x/100%25/rest/of/it"))
                .isInstanceOfSatisfying(
                        RouteTable.Found.class,
                        found -> assertThat(found.variables()).isEqualTo(Map.of("a", "é", "b", "100%")));
    }

    @ParameterizedTest
    @CsvSource({
        "GET /a/*, GET /a/{x}, duplicate",
        "/a/{x}, /a/{y}, duplicate",
        "/a/**, /a/**, duplicate",
        "/a/*, /{x}/b, ambiguous",
        "GET /a/*, /{x}/b, ambiguous",
        "GET /a/*, HEAD /{x}/b, ambiguous",
        "/*/b/**, /a/*, ambiguous",
        "/{x}/c, /b/{y}, ambiguous",
        "/*/b, /a/**, ambiguous"
    })
    void patternsThatLeaveARequestUndecided_areFaults(String one, String other, String reason) {
        assertThat(faults(one, other)).containsExactly("route(" + other + ") " + reason);
        assertThat(faults(other, one)).containsExactly("route(" + one + ") " + reason);
    }

    @Test
    void patternsWithAWinner_areAccepted() {
        assertThat(faults("/a/*", "/a/b", "/a/**", "/**", "/", "/{x}", "GET /{y}", "GET /a/{z}"))
                .isEmpty();
        assertThat(faults("GET /a/*", "POST /*/b")).isEmpty();
        assertThat(faults("/a/{x}/c", "/a/{y}/d", "/a/{z}")).isEmpty();
    }

    @Test
    void literalPrefix_winsOverAVariable() {
        RouteTable<String> table = table("/{page}", "/api/**");
        assertThat(table.lookup("GET", "/api"))
                .isInstanceOfSatisfying(
                        RouteTable.Found.class,
                        found -> assertThat(found.value()).isEqualTo("/api/**"));
    }

    @Test
    void allFaults_areReportedTogether() {
        assertThat(faults("nowhere", "/a", "/a", "/b/*", "/*/c", "get /d"))
                .containsExactly(
                        "route(nowhere) invalid_path",
                        "route(get /d) invalid_method",
                        "route(/a) duplicate",
                        "route(/*/c) ambiguous");
    }

    /** The specification in slow motion: of all patterns that match, the one that no other is narrower than. */
    @Test
    void randomTables_agreeWithAnExhaustiveSearch() {
        long seed = System.nanoTime();
        System.err.println("RouteTableTest seed " + seed);
        Random random = new Random(seed);
        String[] segments = {"a", "b", "*", "{x}"};
        String[] methods = {"", "GET ", "POST ", "HEAD "};
        int lookups = 0;
        for (int i = 0; i < 3_000; i++) {
            List<RoutePattern> patterns = new ArrayList<>();
            for (int n = 1 + random.nextInt(8); n > 0; n--) {
                RoutePattern next = RoutePattern.of(methods[random.nextInt(4)] + path(random, segments));
                Set<RoutePattern> all = new HashSet<>(patterns);
                all.add(next);
                if (faults(all.stream().map(RoutePattern::toString).toArray(String[]::new))
                        .isEmpty()) {
                    patterns.add(next);
                }
            }
            patterns = List.copyOf(new HashSet<>(patterns));
            RouteTable<String> table =
                    table(patterns.stream().map(RoutePattern::toString).toArray(String[]::new));
            for (int n = 0; n < 20; n++) {
                String path = path(random, new String[] {"a", "b", "c", "a"}).replace("**", "c");
                for (String method : List.of("GET", "HEAD", "PUT")) {
                    RouteTable.Lookup<String> found = table.lookup(method, path);
                    String expected = slow(patterns, method, path);
                    String actual = found instanceof RouteTable.Found<String> f ? f.value() : null;
                    assertThat(actual)
                            .as("seed %d: %s of %s %s", seed, patterns, method, path)
                            .isEqualTo(expected);
                    lookups++;
                }
            }
        }
        assertThat(lookups).isEqualTo(180_000);
    }

    private static String path(Random random, String[] segments) {
        StringBuilder path = new StringBuilder();
        Set<String> used = new HashSet<>();
        for (int n = random.nextInt(4); n >= 0; n--) {
            String segment = segments[random.nextInt(segments.length)];
            path.append('/').append(segment.startsWith("{") && !used.add(segment) ? "*" : segment);
        }
        return random.nextInt(4) == 0 ? path + "/**" : path.toString();
    }

    private static String slow(List<RoutePattern> patterns, String method, String path) {
        RoutePattern best = null;
        for (RoutePattern pattern : patterns) {
            if (pattern.matches(method, path) && (best == null || wins(pattern, best, method))) {
                best = pattern;
            }
        }
        return best == null ? null : best.toString();
    }

    private static boolean wins(RoutePattern one, RoutePattern other, String method) {
        return switch (RouteConflict.relate(one.segments(), other.segments())) {
            case NARROWER -> true;
            case WIDER -> false;
            default -> other.method() == null || (method.equals("HEAD") && "HEAD".equals(one.method()));
        };
    }

    @Test
    void fewAndManyLiterals_areFoundAlike() {
        for (int count : new int[] {1, 8, 9, 40}) {
            String[] patterns = new String[count];
            for (int i = 0; i < count; i++) {
                patterns[i] = "GET /a" + i + "/x";
            }
            RouteTable<String> table = table(patterns);
            for (int i = 0; i < count; i++) {
                assertThat(found(table, "/a" + i + "/x")).isEqualTo(patterns[i]);
                assertThat(found(table, "/a" + i + "/xx")).isNull();
            }
            assertThat(found(table, "/a/x")).isNull();
        }
    }

    private static @Nullable String found(RouteTable<String> table, String path) {
        return table.lookup("GET", path) instanceof RouteTable.Found<String> found ? found.value() : null;
    }
}
