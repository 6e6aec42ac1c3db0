package io.seaworthy.sanitize.html;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** What stays and how much is looked at; checked by the builder. Immutable. */
record HtmlRules(List<String> elements, List<String> linkSchemes, List<String> imageSchemes, HtmlLimits limits) {

    private static final int MAX_URL = 4_096;

    HtmlRules {
        elements = List.copyOf(elements);
        linkSchemes = List.copyOf(linkSchemes);
        imageSchemes = List.copyOf(imageSchemes);
    }

    /** What either lets through, within these limits. Both keep to the floor, so what comes of them does. */
    HtmlRules and(HtmlRules other) {
        return new HtmlRules(
                union(elements, other.elements),
                union(linkSchemes, other.linkSchemes),
                union(imageSchemes, other.imageSchemes),
                limits);
    }

    private static List<String> union(List<String> one, List<String> two) {
        Set<String> all = new LinkedHashSet<>(one);
        all.addAll(two);
        return List.copyOf(all);
    }

    PolicyFactory policy() {
        HtmlPolicyBuilder policy = new HtmlPolicyBuilder();
        String[] names = elements.toArray(String[]::new);
        policy.allowElements(names).allowWithoutAttributes(names);
        for (String element : elements) {
            for (String attribute : HtmlFloor.attributes(element)) {
                policy.allowAttributes(attribute)
                        .matching((element1, name, value) -> accepted(name, value))
                        .onElements(element);
            }
        }
        // Both kinds share the library's list of schemes, so each attribute checks its own on top.
        Set<String> schemes = new LinkedHashSet<>(linkSchemes);
        schemes.addAll(imageSchemes);
        policy.allowUrlProtocols(schemes.toArray(String[]::new));
        allowUrls(policy, "a", "href", linkSchemes);
        allowUrls(policy, "img", "src", imageSchemes);
        if (!linkSchemes.isEmpty()) {
            policy.requireRelsOnLinks("nofollow", "noopener", "noreferrer");
        }
        return policy.toFactory();
    }

    private static @Nullable String accepted(String attribute, String value) {
        return HtmlFloor.accepts(attribute, value) ? value : null;
    }

    private static void allowUrls(HtmlPolicyBuilder policy, String element, String attribute, List<String> schemes) {
        if (!schemes.isEmpty()) {
            policy.allowAttributes(attribute)
                    .matching((name, key, value) ->
                            value.length() <= MAX_URL && UrlScheme.isOneOf(value, schemes) ? value : null)
                    .onElements(element);
        }
    }

    String summary() {
        return elements.isEmpty()
                ? "no elements"
                : elements.size() + " elements"
                        + (linkSchemes.isEmpty() ? "" : ", links to " + String.join(" ", linkSchemes))
                        + (imageSchemes.isEmpty() ? "" : ", images from " + String.join(" ", imageSchemes))
                        + ", at most " + limits.characters() + " characters and depth " + limits.depth();
    }
}
