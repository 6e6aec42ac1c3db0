package io.seaworthy.ratelimit;

/**
 * Remembers how often in a row the logins to each account have failed, for the ceiling of {@link LoginProtection}.
 *
 * <p>{@link #inMemory} serves one process until it ends. An application that keeps the number with its accounts makes it
 * durable, shared, and exact:
 *
 * <pre>{@code
 * charge: UPDATE accounts SET failures = failures + 1 WHERE email = ? AND failures < ?
 *         -- one row: true; none: whether there is NO such account, or the answer would tell that there is none
 * clear:  UPDATE accounts SET failures = 0 WHERE email = ?
 * }</pre>
 *
 * <p>An implementation must be thread-safe, and count nothing for accounts that do not exist where it can tell: who makes
 * names up must not fill a table. What it throws refuses the login with 503.
 */
public interface LoginFailures {

    /**
     * Counts one failure in advance.
     *
     * @param account the normalised name
     * @param most how many there may be in a row
     * @return false, and nothing counted, where there have been so many already
     */
    boolean charge(String account, int most);

    /** The attempt was not made after all. */
    void refund(String account);

    /** There was a success, or somebody has unlocked the account. */
    void clear(String account);

    /**
     * Keeps the numbers in this process, for so many accounts. When there is no room, those that failed least are
     * forgotten first, so names that are made up cannot push out an account that is being guessed.
     *
     * @param accounts permitted: 1,000 to 10,000,000, 20 bytes each. Prohibited: 0.
     */
    static LoginFailures inMemory(int accounts) {
        return new InMemoryLoginFailures(accounts);
    }
}
