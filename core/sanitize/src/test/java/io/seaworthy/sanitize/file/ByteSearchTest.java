package io.seaworthy.sanitize.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteSearchTest {

    @Test
    void search_agreesWithContains() {
        List<String> words = List.of("aab", "ba", "bbb", "abba");
        Random random = new Random(3);
        for (int run = 0; run < 5_000; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.append("abAB".charAt(random.nextInt(4)));
            }
            ByteSearch search = ByteSearch.of(words, true);
            boolean found = false;
            for (char c : text.toString().toCharArray()) {
                found |= search.accept(c);
            }
            String lower = text.toString().toLowerCase(java.util.Locale.ROOT);
            assertThat(found).as(lower).isEqualTo(words.stream().anyMatch(lower::contains));
        }
    }
}
