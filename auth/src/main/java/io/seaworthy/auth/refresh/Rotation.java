package io.seaworthy.auth.refresh;

/** What became of a presented refresh token. */
public sealed interface Rotation {

    /**
     * A working pair: fresh, or the same refresh token again where the client repeated its request.
     *
     * @param subject whose session it is
     * @param pair the tokens
     */
    record Rotated(String subject, TokenPair pair) implements Rotation {

        /** Without the subject. */
        @Override
        public String toString() {
            return "Rotated[" + pair + "]";
        }
    }

    /**
     * No tokens.
     *
     * @param reason why
     */
    record Refused(RefreshRefusal reason) implements Rotation {}
}
