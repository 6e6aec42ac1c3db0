package io.seaworthy.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A wall clock that stands until it is moved; thread-safe. */
public final class TestClock implements InstantSource {

    private volatile Instant now;

    private TestClock(Instant now) {
        this.now = now;
    }

    public static TestClock at(String instant) {
        return new TestClock(Instant.parse(instant));
    }

    @Override
    public Instant instant() {
        return now;
    }

    public void advance(Duration by) {
        now = now.plus(by);
    }
}
