package io.seaworthy.headers.csp;

import java.util.ArrayList;
import java.util.List;

/**
 * A change to a policy that would end a group of violations. A proposal for a person, never to be applied by a program:
 * anybody may report anything, so an attacker's host may be among the suggestions.
 *
 * @param directive the directive to change
 * @param source what to add, or the advice where nothing should be added
 * @param isAdvice whether {@code source} is advice in words
 * @param count how many violations it would end
 */
public record CspSuggestion(String directive, String source, boolean isAdvice, long count) {

    /** What would end these violations, the most frequent first. */
    static List<CspSuggestion> of(Csp policy, List<CspViolationGroup> groups, long minimum) {
        List<CspSuggestion> suggestions = new ArrayList<>();
        for (CspViolationGroup group : groups) {
            String directive = group.first().directive();
            String blocked = group.first().blocked();
            List<String> present = policy.directives().getOrDefault(directive, List.of());
            if (group.count() >= minimum && !directive.equals("other") && !present.contains(blocked)) {
                suggestions.add(of(directive, blocked, group.count()));
            }
        }
        return List.copyOf(suggestions);
    }

    private static CspSuggestion of(String directive, String blocked, long count) {
        return switch (blocked) {
            case "inline" -> new CspSuggestion(directive, "give the inline code the response's nonce", true, count);
            case "eval" -> new CspSuggestion(directive, "replace eval; JSON.parse reads data", true, count);
            case "wasm-eval" -> new CspSuggestion(directive, CspSource.WASM_UNSAFE_EVAL.toString(), false, count);
            case "self" -> new CspSuggestion(directive, CspSource.SELF.toString(), false, count);
            case "data", "blob" -> new CspSuggestion(directive, blocked + ":", false, count);
            default ->
                blocked.startsWith("trusted-types")
                        ? new CspSuggestion(directive, "create the markup through a trusted types policy", true, count)
                        : new CspSuggestion(directive, blocked, false, count);
        };
    }
}
