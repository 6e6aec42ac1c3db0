package io.seaworthy.logging;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ThreadLocalAccessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Lets Micrometer's context propagation carry the log context (the slf4j MDC), and with it Reactor and whatever else
 * takes {@code ContextSnapshot}s. Needs {@code io.micrometer:context-propagation}, which the application brings along.
 *
 * <pre>{@code
 * MicrometerPropagation.register(ContextRegistry.getInstance());
 * }</pre>
 */
public final class MicrometerPropagation {

    /** The key under which snapshots keep the context. */
    public static final String KEY = "io.seaworthy.logging.mdc";

    private MicrometerPropagation() {}

    /** Registers the accessor; one of the same key is replaced. */
    public static void register(ContextRegistry registry) {
        registry.removeThreadLocalAccessor(KEY);
        registry.registerThreadLocalAccessor(new Mdc());
    }

    private static final class Mdc implements ThreadLocalAccessor<Map<String, String>> {

        @Override
        public Object key() {
            return KEY;
        }

        @Override
        public @Nullable Map<String, String> getValue() {
            Map<String, String> context = MDC.getCopyOfContextMap();
            return context == null || context.isEmpty() ? null : context;
        }

        @Override
        public void setValue(Map<String, String> context) {
            MDC.setContextMap(context);
        }

        @Override
        public void setValue() {
            MDC.clear();
        }
    }
}
