package io.seaworthy.sanitize.html;

import io.seaworthy.kernel.config.DidYouMean;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.config.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Builds an {@link HtmlSanitizer}. Not thread-safe; every option once. */
public final class HtmlSanitizerBuilder {

    private static final Set<String> LINK_SCHEMES = Set.of("https", "http", "mailto", "tel");
    private static final Set<String> IMAGE_SCHEMES = Set.of("https", "http");

    private final Faults faults = Faults.in("HtmlSanitizer");
    private final Set<String> given = new LinkedHashSet<>();
    private List<String> elements = List.of();
    private List<String> linkSchemes = List.of();
    private List<String> imageSchemes = List.of();
    private int maxCharacters = 65_536;
    private int maxDepth = 100;
    private int maxTags = 20_000;
    private int maxAttributes = 20_000;

    HtmlSanitizerBuilder() {}

    /**
     * The elements that stay, each with its harmless attributes ({@code lang}, {@code dir}, {@code title}, sizes and spans;
     * never {@code class}, {@code id}, {@code style}). Permitted: {@code elements("p", "b")}. Prohibited:
     * {@code elements("style")}, {@code elements("svg")}.
     */
    public HtmlSanitizerBuilder elements(String... names) {
        once("elements");
        elements = List.of(names);
        return this;
    }

    /**
     * The schemes of {@code a href}; relative links are kept with them. Without it, links lose their target. Permitted:
     * {@code https http mailto tel}. Prohibited: {@code javascript}, {@code data}.
     */
    public HtmlSanitizerBuilder linkSchemes(String... schemes) {
        once("linkSchemes");
        linkSchemes = List.of(schemes);
        return this;
    }

    /**
     * The schemes of {@code img src}. Remote images tell their host who reads the page. Permitted: {@code https http}.
     * Prohibited: {@code data}.
     */
    public HtmlSanitizerBuilder imageSchemes(String... schemes) {
        once("imageSchemes");
        imageSchemes = List.of(schemes);
        return this;
    }

    /** UTF-16 units of input; 65,536 by default. Permitted: 1 to 16,777,216. */
    public HtmlSanitizerBuilder maxCharacters(int characters) {
        once("maxCharacters");
        maxCharacters = characters;
        return this;
    }

    /** Nested elements; 100 by default. Permitted: 1 to 200, below the depth at which the parser drops tags. */
    public HtmlSanitizerBuilder maxDepth(int depth) {
        once("maxDepth");
        maxDepth = depth;
        return this;
    }

    /** Opening tags; 20,000 by default. Permitted: 1 to 1,000,000. */
    public HtmlSanitizerBuilder maxTags(int tags) {
        once("maxTags");
        maxTags = tags;
        return this;
    }

    /** Attributes of one tag and of all tags; 20,000 by default. Permitted: 1 to 50,000, which the parser keeps in memory. */
    public HtmlSanitizerBuilder maxAttributes(int attributes) {
        once("maxAttributes");
        maxAttributes = attributes;
        return this;
    }

    private void once(String option) {
        faults.check(given.add(option), option, null, "set_twice", "each option once");
    }

    /**
     * The sanitizer.
     *
     * @throws io.seaworthy.kernel.config.ConfigurationException with every fault
     */
    public HtmlSanitizer build() {
        checkElements();
        checkSchemes("linkSchemes", linkSchemes, LINK_SCHEMES, "a");
        checkSchemes("imageSchemes", imageSchemes, IMAGE_SCHEMES, "img");
        checkRange("maxCharacters", maxCharacters, 16_777_216);
        checkRange("maxDepth", maxDepth, 200);
        checkRange("maxTags", maxTags, 1_000_000);
        checkRange("maxAttributes", maxAttributes, 50_000);
        faults.throwIfAny();
        HtmlLimits limits = new HtmlLimits(maxCharacters, maxDepth, maxTags, maxAttributes);
        return new HtmlSanitizer(new HtmlRules(elements, linkSchemes, imageSchemes, limits));
    }

    private void checkElements() {
        Set<String> seen = new LinkedHashSet<>();
        for (int i = 0; i < elements.size(); i++) {
            String name = elements.get(i);
            String path = "elements[" + i + "]";
            if (HtmlFloor.UNSAFE.contains(name.toLowerCase(Locale.ROOT))) {
                faults.add(
                        path, name, "unsafe_element", "elements that are safe in every combination; this one is not");
            } else if (!HtmlFloor.ELEMENTS.contains(name)) {
                Violation fault = Violation.of(path, name, "unknown_element", "HTML elements of text, in lower case");
                String meant = DidYouMean.closest(name, HtmlFloor.ELEMENTS);
                faults.add(meant == null ? fault : fault.hint("Did you mean " + meant + "?"));
            }
            faults.check(seen.add(name), path, name, "given_twice", "each element once");
        }
    }

    private void checkSchemes(String path, List<String> schemes, Set<String> allowed, String element) {
        for (int i = 0; i < schemes.size(); i++) {
            String scheme = schemes.get(i);
            faults.check(
                    allowed.contains(scheme),
                    path + "[" + i + "]",
                    scheme,
                    "unsafe_scheme",
                    String.join(" ", sorted(allowed)));
        }
        faults.check(
                schemes.isEmpty() || elements.contains(element),
                path,
                null,
                "no_effect",
                "schemes together with the element " + element);
    }

    private static List<String> sorted(Set<String> names) {
        List<String> list = new ArrayList<>(names);
        list.sort(null);
        return list;
    }

    private void checkRange(String path, int value, int max) {
        faults.check(value >= 1 && value <= max, path, Integer.toString(value), "out_of_range", "1 to " + max);
    }

    /** The options given so far, by name. */
    @Override
    public String toString() {
        return "HtmlSanitizerBuilder" + Arrays.toString(given.toArray());
    }
}
