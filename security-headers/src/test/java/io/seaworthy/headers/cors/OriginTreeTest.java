package io.seaworthy.headers.cors;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.headers.internal.WebOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTreeTest {

    private static OriginPattern pattern(String text) {
        OriginPattern pattern = OriginPattern.parse(text).pattern();
        assertThat(pattern).as(text).isNotNull();
        return pattern;
    }

    @ParameterizedTest
    @CsvSource({
        "https://*.example.com, https://a.example.com, true",
        "https://*.example.com, https://a.b.example.com, true",
        "https://*.example.com, https://example.com, false",
        "https://*.example.com, https://.example.com, false",
        "https://*.example.com, https://aexample.com, false",
        "https://*.example.com, http://a.example.com, false",
        "https://*.example.com, https://a.example.com:8443, false",
        "https://*.example.com, https://a.example.com.evil, false",
        "https://*.example.com, xhttps://a.example.com, false",
        "https://*.example.com:8443, https://a.example.com:8443, true",
        "https://*.example.com:8443, https://a.example.com:84430, false",
        "https://*.example.com:8443, https://a.example.com, false",
        "http://localhost:*, http://localhost, true",
        "http://localhost:*, http://localhost:1, true",
        "http://localhost:*, http://localhost:65535, true",
        "http://localhost:*, http://a.localhost, false",
        "http://[::1]:*, http://[::1]:8080, true",
        "http://[::1]:*, http://[::1], true",
        "http://[::1]:*, http://[::2]:8080, false",
        "https://*.example.com:*, https://a.example.com:9, true",
    })
    void set_coversItsOriginsOnly(String set, String origin, boolean covered) {
        assertThat(new OriginTree(List.of(pattern(set))).matches(origin) && WebOrigin.parseOrNull(origin) != null)
                .isEqualTo(covered);
    }

    /** The tree and the definition, on hosts that share heads and tails. */
    @Test
    void tree_agreesWithTheDefinition() {
        long seed = System.nanoTime();
        System.out.println("OriginTreeTest seed " + seed);
        Random random = new Random(seed);
        int rounds = Boolean.getBoolean("seaworthy.long") ? 100_000 : 2_000;
        int matches = 0;
        for (int round = 0; round < rounds; round++) {
            List<OriginPattern> patterns = new ArrayList<>();
            for (int i = 1 + random.nextInt(8); i > 0; i--) {
                patterns.add(pattern(generate(random, true)));
            }
            OriginTree tree = new OriginTree(patterns);
            for (int i = 0; i < 200; i++) {
                String text = generate(random, false);
                WebOrigin origin = WebOrigin.parseOrNull(text);
                assertThat(origin).as(text).isNotNull();
                boolean expected = patterns.stream().anyMatch(each -> each.matches(origin));
                matches += expected ? 1 : 0;
                assertThat(tree.matches(text))
                        .as("%s against %s", text, patterns)
                        .isEqualTo(expected);
            }
        }
        System.out.println("OriginTreeTest compared " + rounds * 200 + " origins, " + matches + " matches");
        assertThat(matches).isGreaterThan(rounds);
    }

    private static String generate(Random random, boolean wildcards) {
        String scheme = random.nextInt(5) == 0 ? "http" : "https";
        List<String> labels = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int length = 1 + random.nextInt(2);
            StringBuilder label = new StringBuilder();
            for (int j = 0; j < length; j++) {
                label.append((char) ('a' + random.nextInt(2)));
            }
            labels.add(label.toString());
        }
        String port = random.nextInt(3) > 0 ? "" : ":" + (8080 + random.nextInt(2));
        if (wildcards && random.nextInt(4) == 0) {
            port = ":*";
        }
        return scheme + "://" + (wildcards && random.nextBoolean() ? "*." : "") + String.join(".", labels) + port;
    }
}
