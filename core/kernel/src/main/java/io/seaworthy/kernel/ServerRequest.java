package io.seaworthy.kernel;

import io.seaworthy.kernel.net.IpAddress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way through a server: the head that guards see, what they decided, and its completion. Adapters
 * extend it with accessors for their server's objects.
 *
 * <p>The order of calls: {@link GuardChain#run}, {@link #writeHeaders}, the application, {@link #commit},
 * {@link #complete}, {@link #close}. {@link #complete} may be called from any thread, any number of times; the first
 * call counts. The rest is called by the thread that has the request.
 */
public abstract class ServerRequest implements RequestHead {

    private static final VarHandle PENDING;

    static {
        try {
            PENDING = MethodHandles.lookup().findVarHandle(ServerRequest.class, "pending", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A completion on top of those before: of another such, or of the first, which needs none. */
    private record Pending(Completion completion, Object below) {}

    private Attributes attributes = Attributes.none();
    private Outcome outcome = GuardChain.UNDECIDED;
    private Events events = Events.none();
    private SecondWriters writers = SecondWriters.UNWATCHED;
    private boolean committed;
    private boolean timed;
    private long nanos;
    private volatile @Nullable HeadSnapshot snapshot;
    private volatile boolean closed;

    /**
     * Null, the one completion, a {@link Pending} with several, or the {@link Ending} once the request has ended. Replaced
     * as a whole through PENDING, because a client may go away on another thread at any time.
     */
    private volatile @Nullable Object pending;

    protected ServerRequest() {}

    /** The server's own method; called only while the request is live, as all methods that begin with "source". */
    protected abstract String sourceMethod();

    protected abstract String sourceScheme();

    protected abstract @Nullable String sourceAuthority();

    protected abstract String sourceRawPath();

    protected abstract @Nullable String sourceRawQuery();

    protected abstract IpAddress sourcePeer();

    protected abstract @Nullable String sourceHeader(String name);

    protected abstract List<String> sourceHeaders(String name);

    /** The names of all header fields, for the snapshot. */
    protected abstract Iterable<String> sourceHeaderNames();

    @Override
    public final String method() {
        HeadSnapshot copy = readable();
        return copy != null ? copy.method() : sourceMethod();
    }

    @Override
    public final String scheme() {
        HeadSnapshot copy = readable();
        return copy != null ? copy.scheme() : sourceScheme();
    }

    @Override
    public final @Nullable String authority() {
        HeadSnapshot copy = readable();
        return copy != null ? copy.authority() : sourceAuthority();
    }

    @Override
    public final String rawPath() {
        HeadSnapshot copy = readable();
        return copy != null ? copy.rawPath() : sourceRawPath();
    }

    @Override
    public final @Nullable String rawQuery() {
        HeadSnapshot copy = readable();
        return copy != null ? copy.rawQuery() : sourceRawQuery();
    }

    @Override
    public final IpAddress peer() {
        HeadSnapshot copy = readable();
        return copy != null ? copy.peer() : sourcePeer();
    }

    @Override
    public final @Nullable String header(String name) {
        HeadSnapshot copy = readable();
        return copy != null ? copy.header(name) : sourceHeader(name);
    }

    @Override
    public final List<String> headers(String name) {
        HeadSnapshot copy = readable();
        return copy != null ? copy.headers(name) : sourceHeaders(name);
    }

    @Override
    public final Attributes attributes() {
        readable();
        return attributes;
    }

    @Override
    public final long nanos() {
        if (!timed) {
            nanos = System.nanoTime();
            timed = true;
        }
        return nanos;
    }

    /** The walk goes on after a wait: the time that was read before it is old. */
    void resumed() {
        timed = false;
    }

    private @Nullable HeadSnapshot readable() {
        if (closed) {
            throw new IllegalStateException(
                    "The request is over and its head may belong to another one by now; copy what you need earlier");
        }
        return snapshot;
    }

    /** Copies the head, so that it can be read while the server's own thread has left the request. */
    public final void detach() {
        if (snapshot == null) {
            snapshot = HeadSnapshot.of(this, sourceHeaderNames());
        }
    }

    /** What the chain decided; a plain proceed before it ran. */
    public final Outcome outcome() {
        return outcome;
    }

    /** Writes the guards' header edits into a response that the application has not seen yet. */
    public final void writeHeaders(ResponseHeaders headers) {
        if (writers.watchesWrites()) {
            outcome.findSecondWriters(headers, writers, this);
        }
        outcome.write(headers);
    }

    /**
     * Makes the header edits hold in a response that is about to be committed, then runs the response passes. Called
     * once per committed response.
     */
    public final void commit(int status, ResponseHeaders headers) {
        // A pass may have replaced enforced values at the first commit of a response that was then reset.
        outcome.reconcile(headers, committed ? SecondWriters.UNWATCHED : writers, this);
        committed = true;
        outcome.runPasses(status, headers, events, this);
    }

    /** Fires the completions of all guards, the last one's first. Only the first call does anything. */
    public final void complete(Ending ending) {
        Object at = pending;
        while (!(at instanceof Ending)) {
            if (PENDING.compareAndSet(this, at, ending)) {
                while (at instanceof Pending several) {
                    fire(several.completion, ending);
                    at = several.below;
                }
                if (at != null) {
                    fire((Completion) at, ending);
                }
                return;
            }
            at = pending;
        }
    }

    public final boolean isCompleted() {
        return pending instanceof Ending;
    }

    /** One guard's fault must not keep another guard's permit. */
    private void fire(Completion completion, Ending ending) {
        try {
            completion.complete(ending);
        } catch (Throwable failure) {
            events.emit(ChainEvent.COMPLETION_FAILED, this, failure);
        }
    }

    /** Ends the life of this view: every later read throws. */
    public final void close() {
        closed = true;
    }

    void begin(Events events, SecondWriters writers) {
        this.events = events;
        this.writers = writers;
    }

    void accept(Decision.Proceed proceed) {
        attributes = attributes.and(proceed.attributes());
        Completion completion = proceed.completion();
        if (completion == null) {
            return;
        }
        while (true) {
            Object at = pending;
            if (at instanceof Ending ending) {
                // The client went away while a guard was deciding: nobody else will return what this one took.
                fire(completion, ending);
                return;
            }
            if (PENDING.compareAndSet(this, at, at == null ? completion : new Pending(completion, at))) {
                return;
            }
        }
    }

    void decided(Outcome outcome) {
        this.outcome = outcome;
    }
}
