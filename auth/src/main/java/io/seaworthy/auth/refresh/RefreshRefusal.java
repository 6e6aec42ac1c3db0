package io.seaworthy.auth.refresh;

import java.util.Locale;

/** Why a refresh token was refused. */
public enum RefreshRefusal {
    /** Not a refresh token of this service, or of a family that no longer exists. */
    INVALID,
    /** A predecessor that concurrent or repeated refreshes have overtaken; the family lives, use its newest token. */
    SUPERSEDED,
    /** A predecessor presented outside its grace window: somebody has a copy. The family is dead. */
    REUSE,
    /** The family's idle or absolute lifetime is over. */
    EXPIRED,
    /** The family was ended before. */
    REVOKED,
    /** The store did not answer; nothing was decided and the token may be presented again. */
    UNAVAILABLE;

    /** The machine-readable code: the name in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
