package io.seaworthy.sanitize.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What has to hold for every input and every policy. */
final class Inspection {

    static final List<HtmlSanitizer> PRESETS =
            List.of(HtmlSanitizer.article(), HtmlSanitizer.comment(), HtmlSanitizer.plainText());

    private Inspection() {}

    /** With every preset. */
    static void requireSafe(String html) throws Exception {
        for (HtmlSanitizer sanitizer : PRESETS) {
            requireSafe(sanitizer, sanitizer == PRESETS.get(2) ? Set.of() : HtmlFloor.ELEMENTS, html);
        }
    }

    /** A fixed point, in which a parser finds these elements only, scripts on or off. */
    static void requireSafe(HtmlSanitizer sanitizer, Set<String> elements, String html) throws Exception {
        Optional<SafeHtml> checked = sanitizer.sanitize(html).toOptional();
        if (checked.isEmpty()) {
            return;
        }
        String safe = checked.get().html();
        if (!safe.equals(html) || !InertText.isInert(html)) {
            String again = sanitizer.pass(safe, null);
            assertThat(again).as("fixed point of %s", html).isEqualTo(safe);
        }
        for (boolean scripting : new boolean[] {true, false}) {
            assertThat(Reparsed.problems(safe, elements, scripting))
                    .as("%s\nbecame\n%s", html, safe)
                    .isEmpty();
        }
    }

    static int runs(int full) {
        return Boolean.getBoolean("seaworthy.long") ? full : full / 100;
    }
}
