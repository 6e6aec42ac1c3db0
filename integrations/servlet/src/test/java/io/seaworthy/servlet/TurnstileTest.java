package io.seaworthy.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private final Turnstile turnstile = new Turnstile();
    private final List<String> log = new ArrayList<>();

    private Runnable says(String word) {
        return () -> log.add(word);
    }

    @Test
    void taskBeforeTheAlarm_ringsAtOnceAndWaitsForTheThread() {
        turnstile.execute(says("task"));
        turnstile.whenReady(says("ring"));
        assertThat(log).containsExactly("ring");
        turnstile.pass();
        assertThat(log).containsExactly("ring", "task");
    }

    @Test
    void taskAfterTheAlarm_ringsOnce() {
        turnstile.whenReady(says("ring"));
        assertThat(log).isEmpty();
        turnstile.execute(says("task"));
        turnstile.pass();
        turnstile.pass();
        assertThat(log).containsExactly("ring", "task");
    }

    @Test
    void taskOfATask_waitsForTheNextPass() {
        turnstile.execute(() -> {
            log.add("one");
            turnstile.execute(says("two"));
        });
        turnstile.pass();
        assertThat(log).containsExactly("one");
        turnstile.pass();
        assertThat(log).containsExactly("one", "two");
    }

    @Test
    void alarmThatTheContainerRefuses_refusesTheTask() {
        turnstile.whenReady(() -> {
            throw new IllegalStateException("recycled");
        });
        assertThatThrownBy(() -> turnstile.execute(says("task"))).isInstanceOf(RejectedExecutionException.class);
        turnstile.pass();
        assertThat(log).as("the caller runs it").isEmpty();
    }

    @Test
    void closed_runsTheWaitingTaskAndRefusesMore() {
        turnstile.execute(says("task"));
        turnstile.close();
        assertThat(log).containsExactly("task");
        assertThatThrownBy(() -> turnstile.execute(says("late"))).isInstanceOf(RejectedExecutionException.class);
        assertThat(log).containsExactly("task");
    }

    @Test
    void closed_ringsNoMore() {
        turnstile.whenReady(says("ring"));
        turnstile.close();
        assertThat(log).isEmpty();
    }

    @Test
    void waitingThread_runsTheTaskItself() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        Thread other = new Thread(() -> turnstile.execute(() -> ran.complete(Thread.currentThread())));
        other.start();
        turnstile.awaitAndPass();
        assertThat(ran.join()).isSameAs(Thread.currentThread());
        other.join();
    }

    @Test
    void interruptedThread_stopsWaiting() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(turnstile::awaitAndPass).isInstanceOf(InterruptedException.class);
    }
}
