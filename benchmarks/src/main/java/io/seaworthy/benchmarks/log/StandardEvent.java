package io.seaworthy.benchmarks.log;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.event.KeyValuePair;

/** The content of the event that everybody writes. */
final class StandardEvent {

    static final String LOGGER = "com.example.orders.OrderService";
    static final String MESSAGE = "Order {} accepted for customer {}";
    static final Object[] ARGUMENTS = {"A-20261121-000017", "customer-4711"};
    static final Map<String, String> MDC = mdc();
    static final List<KeyValuePair> PAIRS =
            List.of(new KeyValuePair("order.items", 7), new KeyValuePair("order.currency", "EUR"));

    private StandardEvent() {}

    private static Map<String, String> mdc() {
        Map<String, String> mdc = new LinkedHashMap<>();
        mdc.put("http.request.id", "01993c1e-7a3b-7c11-9e25-3f0a5d2b8c44");
        mdc.put("trace.id", "4bf92f3577b34da6a3ce929d0e0e4736");
        mdc.put("span.id", "00f067aa0ba902b7");
        mdc.put("user.id", "account-4711");
        mdc.put("tenant", "north");
        return mdc;
    }

    /** An exception as deep as a request's in an application: 20 frames. */
    static Throwable failure() {
        return failure("OrderService");
    }

    /** As many, with no frame in common. */
    static Throwable[] failures(int count) {
        Throwable[] failures = new Throwable[count];
        for (int i = 0; i < count; i++) {
            failures[i] = failure("OrderServic" + (char) ('A' + i / 26) + (char) ('a' + i % 26));
        }
        return failures;
    }

    private static Throwable failure(String type) {
        IllegalStateException failure = new IllegalStateException("The stock is gone");
        StackTraceElement[] frames = new StackTraceElement[20];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = new StackTraceElement(
                    "com.example.orders.layer" + i + "." + type, "acceptOrder" + i, "OrderService.java", 100 + i);
        }
        failure.setStackTrace(frames);
        return failure;
    }
}
