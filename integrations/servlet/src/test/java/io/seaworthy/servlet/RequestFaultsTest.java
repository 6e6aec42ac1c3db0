package io.seaworthy.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.kernel.BodyLimit;
import io.seaworthy.kernel.BodyTooLargeException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RequestFaultsTest {

    private final RequestFaults faults = new RequestFaults();

    @Test
    void failureOfTheApplication_isNotTheClients() {
        faults.add(new IOException("read"));
        assertThat(faults.problemFor(new IOException("read"))).isNull();
        assertThat(faults.problemFor(new IllegalStateException(new IOException("disk"))))
                .isNull();
    }

    /** The type alone proves nothing: an application may throw one for a file. */
    @Test
    void failureToRead_isKnownByIdentity() {
        IOException malformed = faults.add(new IOException("read"));
        assertThat(faults.problemFor(malformed)).isSameAs(RequestFaults.MALFORMED);
        BodyTooLargeException large = faults.add(new BodyTooLargeException(BodyLimit.ofBytes(1)));
        assertThat(faults.problemFor(new RuntimeException(large))).isSameAs(RequestFaults.TOO_LARGE);
        assertThat(faults.problemFor(new BodyTooLargeException(BodyLimit.ofBytes(1))))
                .isNull();
    }

    @Test
    void firstProblemOfAFailure_stands() {
        IllegalStateException failure = faults.add(new IllegalStateException(), RequestFaults.LENGTH_REQUIRED);
        faults.add(failure);
        assertThat(faults.problemFor(failure)).isSameAs(RequestFaults.LENGTH_REQUIRED);
    }

    @Test
    void causeThatIsACircle_endsTheSearch() {
        Exception one = new Exception("one");
        Exception two = new Exception("two", one);
        one.initCause(two);
        assertThat(faults.problemFor(one)).isNull();
    }
}
