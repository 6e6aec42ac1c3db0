package io.seaworthy.headers.csp;

/**
 * A change to a policy that would end a group of violations. A proposal for a person, never to be applied by a program:
 * anybody may report anything, so an attacker's host may be among the suggestions. What would make the policy weaker by
 * the linter's own rules is never among them.
 *
 * @param directive the directive to change, or to add
 * @param source what to add to its sources, or the advice where nothing should be added
 * @param isAdvice whether {@code source} is advice in words
 * @param count how many violations it would end
 * @param line the directive as it would read then; empty for advice
 */
public record CspSuggestion(String directive, String source, boolean isAdvice, long count, String line) {

    CspSuggestion and(CspSuggestion alike) {
        return new CspSuggestion(directive, source, isAdvice, count + alike.count, line);
    }
}
