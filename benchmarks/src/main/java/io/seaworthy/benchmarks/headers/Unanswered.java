package io.seaworthy.benchmarks.headers;

import java.lang.reflect.Proxy;

/** What a wrapper wraps where it answers everything itself: a call that comes through fails the benchmark. */
final class Unanswered {

    private Unanswered() {}

    static <T> T of(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> switch (method.getName()) {
                    case "toString" -> "unanswered " + type.getSimpleName();
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> throw new UnsupportedOperationException(method.toString());
                }));
    }
}
