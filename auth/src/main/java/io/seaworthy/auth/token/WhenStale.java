package io.seaworthy.auth.token;

/** What to answer while the revocation log cannot be read. A required choice, never a silent default. */
public enum WhenStale {
    /** Tokens are refused: an outage of the store signs nobody in. */
    REFUSE_TOKENS,
    /** Tokens are accepted: during an outage a revocation on another node is not seen. Weakened evidence. */
    DANGEROUSLY_ACCEPT_TOKENS
}
