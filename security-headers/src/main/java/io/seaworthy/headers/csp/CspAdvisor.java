package io.seaworthy.headers.csp;

import io.seaworthy.headers.internal.WebOrigin;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns counted violations into changes of the policy that was violated. What it proposes is a source that a policy may
 * have without getting weaker by the linter's own rules; whatever is not, becomes advice, and what no browser sends is
 * passed over, because anybody may report anything. Not thread-safe; one per list.
 */
final class CspAdvisor {

    private static final String NONE = "'none'";

    private final Csp policy;
    private final Map<List<String>, CspSuggestion> suggestions = new LinkedHashMap<>();

    private CspAdvisor(Csp policy) {
        this.policy = policy;
    }

    static List<CspSuggestion> advise(Csp policy, List<CspViolationGroup> groups, long minimum) {
        CspAdvisor advisor = new CspAdvisor(policy);
        for (CspViolationGroup group : groups) {
            CspDirective directive = CspDirective.named(group.first().directive());
            if (group.count() >= minimum && directive != null) {
                advisor.advise(directive, group.first().blocked(), group.count());
            }
        }
        return List.copyOf(advisor.suggestions.values());
    }

    private void advise(CspDirective directive, String blocked, long count) {
        CspDirective effective = effective(directive);
        if (directive == CspDirective.REQUIRE_TRUSTED_TYPES_FOR || directive == CspDirective.TRUSTED_TYPES) {
            advice(directive, "create the markup through a trusted types policy", count);
        } else if (directive == CspDirective.FRAME_ANCESTORS) {
            advice(directive, "find out who frames the page; browsers do not report it", count);
        } else if (directive == CspDirective.BASE_URI) {
            advice(directive, "spell the addresses out; another base would lead the page's own scripts astray", count);
        } else if (directive == CspDirective.OBJECT_SRC) {
            advice(directive, "show it in an iframe, or link to it; plug-ins are gone from browsers", count);
        } else if (effective != null) {
            String words = inWords(directive, blocked, values(effective));
            String source = words == null ? source(blocked) : null;
            if (words != null) {
                advice(effective, words, count);
            } else if (source != null && !values(effective).contains(source)) {
                propose(directive, effective, source, count);
            }
        }
    }

    /** Where adding a source is no cure. */
    private static @Nullable String inWords(CspDirective directive, String blocked, List<String> values) {
        boolean attribute = directive == CspDirective.SCRIPT_SRC_ATTR || directive == CspDirective.STYLE_SRC_ATTR;
        return switch (blocked) {
            case "inline" ->
                attribute
                        ? "move the attribute's code into a script or style sheet; an attribute has no nonce"
                        : "give the inline code the response's nonce";
            case "eval" -> "replace eval; JSON.parse reads data";
            default ->
                CspSyntax.has(values, "'strict-dynamic'") && !blocked.equals("wasm-eval") && source(blocked) != null
                        ? "give the element that loads it the response's nonce; 'strict-dynamic' makes browsers ignore hosts"
                        : null;
        };
    }

    /** The source expression for what browsers report as blocked, or null where it is none of that. */
    private static @Nullable String source(String blocked) {
        return switch (blocked) {
            case "wasm-eval" -> CspSource.WASM_UNSAFE_EVAL.toString();
            case "self" -> CspSource.SELF.toString();
            case "data", "data:" -> CspSource.DATA.toString();
            case "blob", "blob:" -> CspSource.BLOB.toString();
            default -> {
                WebOrigin origin = WebOrigin.parseOrNull(blocked);
                boolean web =
                        origin != null && Set.of("https", "http", "wss", "ws").contains(origin.scheme());
                yield web ? blocked : null;
            }
        };
    }

    private void propose(CspDirective directive, CspDirective effective, String source, long count) {
        CspDirective changed = isPartOf(directive, effective) ? effective : directive;
        List<String> values = new ArrayList<>(values(effective));
        if (changed != effective) {
            // The narrower directive takes the place of the broader one: what that allowed comes along.
            values.removeIf(value -> CspSyntax.isQuoted(value) && !value.equalsIgnoreCase("'self'"));
        }
        values.removeIf(NONE::equalsIgnoreCase);
        values.add(source);
        Map<String, List<String>> directives = new LinkedHashMap<>(policy.directives());
        // A worker is a script as well, but the linter looks at script elements only.
        CspDirective linted = changed == CspDirective.WORKER_SRC ? CspDirective.SCRIPT_SRC : changed;
        directives.put(linted.text(), values);
        CspRule broken = worse(new Csp(directives, policy.tolerated()));
        if (broken == null) {
            String line = changed.text() + " " + String.join(" ", values);
            put(new CspSuggestion(changed.text(), source, false, count, line));
        } else {
            advice(effective, "do not allow " + source + ": " + broken.meaning(), count);
        }
    }

    /** The worst rule that the changed policy breaks and the present one does not. */
    private @Nullable CspRule worse(Csp changed) {
        Set<CspRule> before = EnumSet.noneOf(CspRule.class);
        policy.lint().forEach(finding -> before.add(finding.rule()));
        return changed.lint().stream()
                .map(CspFinding::rule)
                .filter(rule -> !before.contains(rule) && rule.severity().compareTo(CspRule.Severity.MEDIUM) <= 0)
                .findFirst()
                .orElse(null);
    }

    private void advice(CspDirective directive, String words, long count) {
        put(new CspSuggestion(directive.text(), words, true, count, ""));
    }

    private void put(CspSuggestion suggestion) {
        suggestions.merge(List.of(suggestion.directive(), suggestion.source()), suggestion, CspSuggestion::and);
    }

    /** The directive of the policy that browsers went by (CSP3 section 6.8.3), or null where there is none. */
    private @Nullable CspDirective effective(CspDirective directive) {
        // Browsers report the directive that default-src stood in for, never default-src itself (CSP3 section 6.8.1).
        if (!directive.kind().hasSources() || directive == CspDirective.DEFAULT_SRC) {
            return null;
        }
        List<CspDirective> chain = new ArrayList<>(List.of(directive));
        switch (directive) {
            case SCRIPT_SRC_ELEM, SCRIPT_SRC_ATTR -> chain.add(CspDirective.SCRIPT_SRC);
            case STYLE_SRC_ELEM, STYLE_SRC_ATTR -> chain.add(CspDirective.STYLE_SRC);
            case WORKER_SRC -> chain.addAll(List.of(CspDirective.CHILD_SRC, CspDirective.SCRIPT_SRC));
            case FENCED_FRAME_SRC -> chain.addAll(List.of(CspDirective.FRAME_SRC, CspDirective.CHILD_SRC));
            case FRAME_SRC -> chain.add(CspDirective.CHILD_SRC);
            default -> {}
        }
        if (directive.kind() == CspDirective.Kind.FETCH) {
            chain.add(CspDirective.DEFAULT_SRC);
        }
        return chain.stream()
                .filter(each -> policy.directives().containsKey(each.text()))
                .findFirst()
                .orElse(null);
    }

    /** Elements and attributes are governed with the rest of their kind. */
    private static boolean isPartOf(CspDirective directive, CspDirective effective) {
        return directive == effective
                || (effective != CspDirective.DEFAULT_SRC && directive.text().startsWith(effective.text() + "-"));
    }

    private List<String> values(CspDirective directive) {
        return policy.directives().getOrDefault(directive.text(), List.of());
    }
}
