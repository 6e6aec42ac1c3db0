package io.seaworthy.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.kernel.readiness.Evidence;
import io.seaworthy.kernel.readiness.EvidenceSource;
import io.seaworthy.logging.Redactor;
import io.seaworthy.logging.internal.BufferPool;
import io.seaworthy.logging.internal.Messages;
import io.seaworthy.logging.internal.RedactionRules;
import io.seaworthy.logging.internal.Scratch;
import io.seaworthy.logging.internal.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * What all encoders have in common: a buffer, a redactor and a line for every event, whatever happens. Public because
 * Logback's configurator passes over options that a class inherits from one that is not.
 */
public abstract sealed class SafeEncoder extends EncoderBase<ILoggingEvent> implements EvidenceSource
        permits JsonLinesEncoder, TextEncoder {

    static final String[] IDS = {"http.request.id", "trace.id", "span.id"};

    static final byte[] NOTHING = {};

    private final BufferPool buffers = BufferPool.ofCapacity(128 << 10);
    private Redactor redactor = Redactor.standard();
    private RedactionRules rules = RedactionRules.of(redactor);
    private Redactor.@Nullable Builder more;

    SafeEncoder() {}

    /** Replaces the standard redactor. Not together with own prefixes and names. */
    public void setRedactor(Redactor redactor) {
        this.redactor = Objects.requireNonNull(redactor, "redactor");
        this.rules = RedactionRules.of(redactor);
    }

    /** An element of a configuration file; see {@link Redactor.Builder#tokenPrefix}. */
    public void addTokenPrefix(String prefix) {
        more = more().tokenPrefix(prefix);
    }

    /** An element of a configuration file; see {@link Redactor.Builder#sensitiveName}. */
    public void addSensitiveName(String name) {
        more = more().sensitiveName(name);
    }

    /** An element of a configuration file; see {@link Redactor.Builder#sensitivePath}. */
    public void addSensitivePath(String path) {
        more = more().sensitivePath(path);
    }

    /** An element of a configuration file; see {@link Redactor.Builder#phoneNumbers}. */
    public void setPhoneNumbers(boolean find) {
        more = find ? more().phoneNumbers() : more;
    }

    private Redactor.Builder more() {
        return more == null ? Redactor.builder() : more;
    }

    @Override
    public void start() {
        if (more != null) {
            setRedactor(more.build());
            more = null;
        }
        super.start();
    }

    final Redactor redactor() {
        return redactor;
    }

    final RedactionRules rules() {
        return rules;
    }

    final BufferPool buffers() {
        return buffers;
    }

    /** Writes one line; arguments and pairs run no code of the application any more. */
    abstract void write(
            ILoggingEvent event, @Nullable Object @Nullable [] arguments, List<KeyValuePair> pairs, Scratch scratch);

    /** Another line in the place of one that could not be written. */
    abstract void writeFailure(ILoggingEvent event, Throwable failure, Scratch scratch);

    /** Takes the line from a buffer that is used again as soon as this returns. */
    @FunctionalInterface
    interface Sink {
        void accept(ILoggingEvent event, JsonBuffer line);
    }

    @Override
    public final byte[] encode(ILoggingEvent event) {
        Scratch scratch = lineOf(event);
        try {
            return scratch.out().toBytes();
        } finally {
            giveBack(scratch);
        }
    }

    /** Encodes without an array of its own. */
    final void encode(ILoggingEvent event, Sink sink) {
        Scratch scratch = lineOf(event);
        try {
            sink.accept(event, scratch.out());
        } finally {
            giveBack(scratch);
        }
    }

    /** One that cannot be given back is lost to the pool, which makes another; the line is written already. */
    private void giveBack(Scratch scratch) {
        try {
            buffers.giveBack(scratch);
        } catch (Throwable ignored) {
            // At the end of the stack.
        }
    }

    private Scratch lineOf(ILoggingEvent event) {
        Object[] arguments = null;
        List<KeyValuePair> pairs = List.of();
        Throwable failure = null;
        try {
            arguments = Messages.own(event.getArgumentArray(), rules);
            pairs = own(event.getKeyValuePairs());
        } catch (Throwable thrown) {
            failure = thrown;
        }
        Scratch scratch = buffers.take();
        if (failure == null) {
            try {
                write(event, arguments, pairs, scratch);
                return scratch;
            } catch (Throwable thrown) {
                // Whatever it was: a log call must neither throw nor lose its line.
                failure = thrown;
                scratch.reset();
            }
        }
        writeFailure(event, failure, scratch);
        return scratch;
    }

    private List<KeyValuePair> own(@Nullable List<KeyValuePair> pairs) {
        if (pairs == null) {
            return List.of();
        }
        List<KeyValuePair> own = pairs;
        for (int i = 0; i < pairs.size(); i++) {
            KeyValuePair pair = pairs.get(i);
            if (pair != null && !Values.isOwn(pair.value) && !Values.isNumber(pair.value)) {
                own = own == pairs ? new ArrayList<>(pairs) : own;
                own.set(i, new KeyValuePair(pair.key, Values.text(pair.key, pair.value, rules)));
            }
        }
        return own;
    }

    /** The message into the scratch's text; false where it does not fit. */
    static void format(ILoggingEvent event, @Nullable Object @Nullable [] arguments, Scratch scratch) {
        Messages.format(event.getMessage(), arguments, scratch.text().clear());
    }

    /** The whole message, for one that is too long for a buffer. */
    static String whole(ILoggingEvent event, @Nullable Object @Nullable [] arguments) {
        return Messages.whole(event.getMessage(), arguments);
    }

    static Map<String, String> mdc(ILoggingEvent event) {
        Map<String, String> mdc = event.getMDCPropertyMap();
        return mdc == null ? Map.of() : mdc;
    }

    /** One of the request's ids: of the thread's context, else of the event itself. */
    static @Nullable String id(ILoggingEvent event, List<KeyValuePair> pairs, String name) {
        String id = mdc(event).get(name);
        for (int i = 0; id == null && i < pairs.size(); i++) {
            KeyValuePair pair = pairs.get(i);
            if (pair != null && name.equals(pair.key)) {
                id = Values.text(pair.value);
            }
        }
        return id;
    }

    /** One of the ids for the line that stands for an event that failed, which may fail again. */
    final @Nullable String idOfFailed(ILoggingEvent event, String name) {
        try {
            String id = id(event, List.of(), name);
            return id == null ? null : Values.redacted(id, 128, redactor::redact);
        } catch (Throwable failed) {
            return null;
        }
    }

    final Evidence pii(String component) {
        String what = "message, key-values, MDC and exceptions redacted in one pass";
        return rules.findsNothing()
                ? Evidence.weakened("LOG-PII", component, what, "the redactor lets everything pass")
                : Evidence.enforced("LOG-PII", component, what);
    }

    @Override
    public final byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public final byte[] footerBytes() {
        return NOTHING;
    }
}
