package io.seaworthy.sanitize.data;

import io.seaworthy.kernel.config.Faults;
import java.util.LinkedHashSet;
import java.util.Set;

/** Builds a {@link JsonGuard}. Not thread-safe; every option once. */
public final class JsonGuardBuilder {

    private final Faults faults = Faults.in("JsonGuard");
    private final Set<String> given = new LinkedHashSet<>();
    private int maxBytes = 1 << 20;
    private int maxDepth = 64;
    private int maxNames = 10_000;
    private int maxNameBytes = 256;
    private int maxStringBytes = 65_536;
    private int maxDigits = 64;

    JsonGuardBuilder() {}

    /** Bytes of the text; 1,048,576 by default. Permitted: 1 to 1,073,741,824. */
    public JsonGuardBuilder maxBytes(int bytes) {
        maxBytes = checked("maxBytes", bytes, 1 << 30);
        return this;
    }

    /** Nested objects and arrays; 64 by default. Permitted: 1 to 1,000. */
    public JsonGuardBuilder maxDepth(int depth) {
        maxDepth = checked("maxDepth", depth, 1_000);
        return this;
    }

    /** Names of all objects together; 10,000 by default. Permitted: 1 to 1,000,000. */
    public JsonGuardBuilder maxNames(int names) {
        maxNames = checked("maxNames", names, 1_000_000);
        return this;
    }

    /** Bytes of a name as written; 256 by default. Permitted: 1 to 65,536. */
    public JsonGuardBuilder maxNameBytes(int bytes) {
        maxNameBytes = checked("maxNameBytes", bytes, 65_536);
        return this;
    }

    /** Bytes of a string as written; 65,536 by default. Permitted: 1 to 1,073,741,824. */
    public JsonGuardBuilder maxStringBytes(int bytes) {
        maxStringBytes = checked("maxStringBytes", bytes, 1 << 30);
        return this;
    }

    /** Characters of a number; 64 by default. Permitted: 1 to 10,000. */
    public JsonGuardBuilder maxDigits(int digits) {
        maxDigits = checked("maxDigits", digits, 10_000);
        return this;
    }

    private int checked(String option, int value, int max) {
        faults.check(given.add(option), option, null, "set_twice", "each option once");
        faults.check(value >= 1 && value <= max, option, Integer.toString(value), "out_of_range", "1 to " + max);
        return value;
    }

    /**
     * The guard.
     *
     * @throws io.seaworthy.kernel.config.ConfigurationException with every fault
     */
    public JsonGuard build() {
        faults.throwIfAny();
        return new JsonGuard(new JsonBounds(maxBytes, maxDepth, maxNames, maxNameBytes, maxStringBytes, maxDigits));
    }

    /** The options given so far, by name. */
    @Override
    public String toString() {
        return "JsonGuardBuilder" + given;
    }
}
