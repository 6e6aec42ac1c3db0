package io.seaworthy.testkit;

import io.seaworthy.kernel.ContextElement;
import io.seaworthy.kernel.RequestHead;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A context element that behaves like an MDC key: a value on the thread, restored to what was there before. */
class ThreadElement implements ContextElement {

    private final String name;
    private final List<String> log;
    private final ThreadLocal<@Nullable String> value = new ThreadLocal<>();

    ThreadElement(String name) {
        this(name, new CopyOnWriteArrayList<>());
    }

    ThreadElement(String name, List<String> log) {
        this.name = name;
        this.log = log;
    }

    @Override
    public Scope open(RequestHead head) {
        Thread opener = Thread.currentThread();
        String before = value.get();
        value.set(name);
        log.add("open " + name);
        return () -> {
            log.add((Thread.currentThread() == opener ? "close " : "closed on another thread: ") + name);
            if (before == null) {
                value.remove();
            } else {
                value.set(before);
            }
        };
    }

    /** The value on the current thread. */
    @Nullable
    String current() {
        return value.get();
    }

    List<String> log() {
        return List.copyOf(log);
    }
}
