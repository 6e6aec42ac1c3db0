package io.seaworthy.logging.logback;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.seaworthy.kernel.internal.JsonBuffer;
import io.seaworthy.kernel.readiness.EvidenceSource;
import io.seaworthy.logging.Redactor;
import io.seaworthy.logging.internal.BufferPool;
import io.seaworthy.logging.internal.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** What both encoders have in common: a buffer, a redactor and a line for every event, whatever happens. */
abstract class SafeEncoder extends EncoderBase<ILoggingEvent> implements EvidenceSource {

    static final String[] IDS = {"http.request.id", "trace.id", "span.id"};

    private static final byte[] NOTHING = {};

    private final BufferPool buffers = BufferPool.ofCapacity(64 << 10);
    private Redactor redactor = Redactor.standard();
    private Redactor.@Nullable Builder more;

    SafeEncoder() {}

    /** Replaces the standard redactor. Not together with own prefixes and names. */
    public void setRedactor(Redactor redactor) {
        this.redactor = Objects.requireNonNull(redactor, "redactor");
    }

    /** An element of a configuration file; see {@link Redactor.Builder#tokenPrefix}. */
    public void addTokenPrefix(String prefix) {
        more = (more == null ? Redactor.builder() : more).tokenPrefix(prefix);
    }

    /** An element of a configuration file; see {@link Redactor.Builder#sensitiveName}. */
    public void addSensitiveName(String name) {
        more = (more == null ? Redactor.builder() : more).sensitiveName(name);
    }

    @Override
    public void start() {
        if (more != null) {
            redactor = more.build();
            more = null;
        }
        super.start();
    }

    final Redactor redactor() {
        return redactor;
    }

    abstract void write(ILoggingEvent event, JsonBuffer out);

    /** Another line in the place of one that could not be written. */
    abstract void writeFailure(ILoggingEvent event, Throwable failure, JsonBuffer out);

    @Override
    public final byte[] encode(ILoggingEvent event) {
        JsonBuffer out = buffers.take();
        try {
            try {
                write(event, out);
            } catch (Throwable failure) {
                // Whatever it was: a log call must neither throw nor lose its line.
                out.truncate(0);
                writeFailure(event, failure, out);
            }
            return out.toBytes();
        } finally {
            buffers.giveBack(out);
        }
    }

    @Override
    public final byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public final byte[] footerBytes() {
        return NOTHING;
    }

    static String message(ILoggingEvent event) {
        try {
            return Objects.requireNonNullElse(event.getFormattedMessage(), "null");
        } catch (Throwable failure) {
            // An argument's toString may throw whatever it likes.
            return Objects.requireNonNullElse(event.getMessage(), "null") + " [formatting failed: "
                    + failure.getClass().getName() + "]";
        }
    }

    static Map<String, String> mdc(ILoggingEvent event) {
        Map<String, String> mdc = event.getMDCPropertyMap();
        return mdc == null ? Map.of() : mdc;
    }

    static List<KeyValuePair> keyValues(ILoggingEvent event) {
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        return pairs == null ? List.of() : pairs;
    }

    /** One of the request's ids: of the thread's context, else of the event itself. */
    static @Nullable String id(ILoggingEvent event, String name) {
        String id = mdc(event).get(name);
        if (id == null) {
            for (KeyValuePair pair : keyValues(event)) {
                if (pair != null && name.equals(pair.key)) {
                    return Values.text(pair.value);
                }
            }
        }
        return id;
    }
}
