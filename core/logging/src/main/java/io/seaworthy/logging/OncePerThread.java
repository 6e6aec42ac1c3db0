package io.seaworthy.logging;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Lets each thread in once at a time: what it asks for from within is not done. Thread-safe. */
final class OncePerThread {

    private final Set<Thread> inside = ConcurrentHashMap.newKeySet();

    void run(Runnable work) {
        Thread thread = Thread.currentThread();
        if (inside.add(thread)) {
            try {
                work.run();
            } finally {
                inside.remove(thread);
            }
        }
    }
}
