package io.seaworthy.headers.csp;

import java.util.ArrayList;
import java.util.List;

/**
 * A policy read from text, and what browsers drop from that text. A parsed policy may have any fault; {@link #lint}
 * finds them.
 *
 * @param policy the policy that browsers understand
 * @param dropped what they ignore
 */
public record ParsedCsp(Csp policy, List<CspFinding> dropped) {

    public ParsedCsp {
        dropped = List.copyOf(dropped);
    }

    /** Reads one serialised policy, the value of one header line without a comma. Never fails. */
    public static ParsedCsp of(String text) {
        return CspParser.parse(text);
    }

    /** Everything that is wrong with the text. Whether a nonce is fresh cannot be seen in one text. */
    public List<CspFinding> lint() {
        List<CspFinding> all = new ArrayList<>(dropped);
        all.addAll(policy.lint());
        all.removeIf(finding -> finding.rule() == CspRule.STATIC_NONCE);
        return all;
    }
}
