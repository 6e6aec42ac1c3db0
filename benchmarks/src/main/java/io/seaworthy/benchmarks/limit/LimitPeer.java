package io.seaworthy.benchmarks.limit;

/** Who decides. Keys are ready, in the form that each wants: ours as hashed keys, the peers' as text. */
public enum LimitPeer {
    SEAWORTHY,
    /** Ours with the text that a request has, which is hashed in each decision. */
    SEAWORTHY_TEXT,
    /** A bucket for each key in a map that never forgets. */
    BUCKET4J,
    /** The same in a cache that forgets. */
    BUCKET4J_CAFFEINE,
    /** As bucket4j is without a lock, smoothly refilled; no answer but yes or no. */
    GUAVA,
    RESILIENCE4J,
    FAILSAFE,
    /** A counter for each key and minute. */
    TOMCAT,
    /** The same arithmetic as ours in a map of words, changed by compare-and-set. */
    MAP_CAS,
    /** The clock and one compare-and-set, for one key. */
    FLOOR;

    /** Keys that each may ask so often in a day, all at once. */
    KeyedLimit limit(int keys, long perDay) {
        return switch (this) {
            case SEAWORTHY -> SeaworthyLimits.of(keys, perDay);
            case SEAWORTHY_TEXT -> SeaworthyLimits.ofTexts(keys, perDay);
            case BUCKET4J -> PeerLimits.bucket4j(keys, perDay);
            case BUCKET4J_CAFFEINE -> PeerLimits.bucket4jInCaffeine(keys, perDay);
            case GUAVA -> PeerLimits.guava(keys, perDay);
            case RESILIENCE4J -> PeerLimits.resilience4j(keys, perDay);
            case FAILSAFE -> PeerLimits.failsafe(keys, perDay);
            case TOMCAT -> PeerLimits.tomcat(keys, perDay);
            case MAP_CAS -> CasLimits.map(keys, perDay);
            case FLOOR -> CasLimits.word(perDay);
        };
    }
}
