package io.seaworthy.benchmarks.settings;

/** A process that reads nothing: what {@link ColdBind} loads is counted above it. */
public final class EmptyStart {

    private EmptyStart() {}

    public static void main(String[] args) {
        long before = System.nanoTime();
        System.out.println(System.nanoTime() - before);
    }
}
