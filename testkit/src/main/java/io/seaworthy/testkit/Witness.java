package io.seaworthy.testkit;

import io.seaworthy.kernel.Attributes;
import io.seaworthy.kernel.Completion;
import io.seaworthy.kernel.Decision;
import io.seaworthy.kernel.Ending;
import io.seaworthy.kernel.Guard;
import io.seaworthy.kernel.HeaderEdits;
import io.seaworthy.kernel.RequestAttributes;
import io.seaworthy.kernel.RequestHead;
import io.seaworthy.kernel.ResponseHeaders;
import io.seaworthy.kernel.ResponsePass;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;

/** The guard that most laws are watched with: it makes one edit of each kind and counts all that happens to it. */
final class Witness implements Guard {

    static final String ENFORCED = "X-Kit-Enforced";
    static final String DEFAULT = "X-Kit-Default";
    static final String APPENDED = "Vary";
    static final String PASSED = "X-Kit-Passed";
    static final String REQUEST_ID = "kit-request-id";

    private static final HeaderEdits EDITS = HeaderEdits.builder()
            .enforce(ENFORCED, "guard")
            .defaultTo(DEFAULT, "guard")
            .append(APPENDED, "X-Kit")
            .build();

    private final AtomicInteger runs = new AtomicInteger();
    private final List<Ending> endings = new CopyOnWriteArrayList<>();
    private final List<Integer> passes = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public Decision check(RequestHead head) {
        runs.incrementAndGet();
        Completion completion = ending -> {
            endings.add(ending);
            ended.countDown();
        };
        return new Decision.Proceed(
                EDITS, Attributes.of(RequestAttributes.REQUEST_ID, REQUEST_ID), completion, (ResponsePass) this::pass);
    }

    private void pass(int status, ResponseHeaders headers) {
        passes.add(status);
        headers.set(PASSED, Integer.toString(passes.size()));
    }

    /** How often the chain ran. */
    int runs() {
        return runs.get();
    }

    /** The statuses that passes saw. */
    List<Integer> passes() {
        return List.copyOf(passes);
    }

    List<Ending> endings() {
        return List.copyOf(endings);
    }

    /** The first ending; the client may have its answer a moment before. */
    Ending awaitEnding() throws InterruptedException {
        Assertions.assertThat(ended.await(10, TimeUnit.SECONDS))
                .as("the completion fires")
                .isTrue();
        return endings.get(0);
    }

    /** Every edit arrived, exactly once, and the pass ran once with the status that the client saw. */
    void assertMarked(RawResponse response) {
        assertMarkedBut(Set.of(), response);
    }

    /** The same, but these fields are expected to be missing: a pin that says when the server gets better. */
    void assertMarkedBut(Set<String> taken, RawResponse response) {
        Assertions.assertThat(response.all(ENFORCED))
                .as("enforced on %s", response)
                .containsExactly("guard");
        Assertions.assertThat(response.all(DEFAULT))
                .as("default on %s", response)
                .containsExactly("guard");
        Assertions.assertThat(response.all(APPENDED))
                .as("appended on %s", response)
                .isEqualTo(taken.contains(APPENDED) ? List.of() : List.of("X-Kit"));
        Assertions.assertThat(response.all(PASSED)).as("pass on %s", response).containsExactly("1");
        Assertions.assertThat(passes).as("passes").containsExactly(response.status());
        Assertions.assertThat(runs).as("runs of the chain").hasValue(1);
    }
}
