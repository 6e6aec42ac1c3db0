package io.seaworthy.servlet;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Brings the rest of a chain's walk back to the container's thread: a mailbox for one task at a time. The thread either
 * waits for the task or leaves an alarm that has the container dispatch the request again. Thread-safe.
 */
final class Turnstile implements Executor {

    private @Nullable Runnable task;
    private @Nullable Runnable alarm;
    private boolean closed;

    /** Takes the next task; refuses it once nobody will come for it, and the caller then runs it itself. */
    @Override
    public void execute(Runnable next) {
        Runnable ring;
        synchronized (this) {
            refuseIfClosed();
            task = next;
            ring = alarm;
            alarm = null;
            notifyAll();
        }
        if (ring != null && !rings(ring)) {
            synchronized (this) {
                closed = true;
                task = null;
                refuseIfClosed();
            }
        }
    }

    private void refuseIfClosed() {
        if (closed) {
            throw new RejectedExecutionException("The request is over");
        }
    }

    /** Sets what is called once when there is a task; called here and now where there is one already. */
    void whenReady(Runnable ring) {
        synchronized (this) {
            if (task == null) {
                alarm = ring;
                return;
            }
        }
        ring.run();
    }

    private static boolean rings(Runnable ring) {
        try {
            ring.run();
            return true;
        } catch (IllegalStateException e) {
            // The container has ended the request meanwhile: the client went away.
            return false;
        }
    }

    /** Runs the task, if there is one, on the calling thread. */
    void pass() {
        Runnable next;
        synchronized (this) {
            next = task;
            task = null;
        }
        if (next != null) {
            next.run();
        }
    }

    /** Waits for a task and runs it on the calling thread. */
    void awaitAndPass() throws InterruptedException {
        synchronized (this) {
            while (task == null) {
                wait();
            }
        }
        pass();
    }

    /** Nobody will come any more: a waiting task runs now, on this thread, and later ones on their own. */
    void close() {
        synchronized (this) {
            closed = true;
            alarm = null;
        }
        pass();
    }
}
