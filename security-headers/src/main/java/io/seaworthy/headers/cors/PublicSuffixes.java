package io.seaworthy.headers.cors;

/**
 * Says whether a domain is one under which strangers register names of their own ({@code com}, {@code co.uk},
 * {@code github.io}), so that a wildcard over it would let strangers in. Asked when a policy is built, never during a
 * request. Implementations are thread-safe.
 */
@FunctionalInterface
public interface PublicSuffixes {

    /** What is known about a domain. */
    enum Kind {
        /** Strangers register names under it, or under a name below it. */
        PUBLIC,
        /** It belongs to somebody. */
        OWNED,
        /** There is no list to look it up in. */
        UNKNOWN
    }

    /**
     * The kind of a domain.
     *
     * @param domain in lower case, in its ASCII form, without a trailing dot
     */
    Kind of(String domain);

    /** The list that comes with the running JDK; {@link Kind#UNKNOWN} for everything where it has none. */
    static PublicSuffixes ofJdk() {
        return JdkPublicSuffixes.INSTANCE;
    }
}
