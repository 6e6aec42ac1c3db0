package io.seaworthy.ratelimit;

/** Where there is no ceiling, nothing is counted. */
enum NoLoginFailures implements LoginFailures {
    INSTANCE;

    @Override
    public boolean charge(String account, int most) {
        return true;
    }

    @Override
    public void refund(String account) {}

    @Override
    public void clear(String account) {}
}
