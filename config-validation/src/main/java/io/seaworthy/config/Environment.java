package io.seaworthy.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The variables that settings are read from.
 *
 * <pre>{@code
 * Settings settings = Environment.read(Settings.class);           // or throws with every fault
 *
 * Reading<Settings> reading = Environment.system().load(Settings.class);
 * if (!reading.isValid()) {
 *     System.err.print(reading.report());
 *     System.exit(78);                                              // EX_CONFIG; never done by the library
 * }
 * }</pre>
 *
 * <p>Only declared names are read; other variables are looked at by name alone, for typos. A variable that is empty
 * counts as not given. A secret {@code X} may be given as {@code X_FILE}, the path of a file. Nothing in a value is
 * interpolated. Where a module's record is in a package of its own, the module opens it:
 * {@code opens com.example to io.seaworthy.config;}.
 *
 * <p>Immutable, thread-safe; the variables are copied.
 */
public final class Environment {

    private static final String PROFILE_VARIABLE = "APP_ENV";

    private final Map<String, String> variables;

    private Environment(Map<String, String> variables) {
        this.variables = new HashMap<>(Objects.requireNonNull(variables, "variables"));
    }

    /** The process's own environment, as it is now. */
    public static Environment system() {
        return new Environment(System.getenv());
    }

    /** These variables and no others. */
    public static Environment of(Map<String, String> variables) {
        return new Environment(variables);
    }

    /**
     * The settings of the process's environment.
     *
     * @throws io.seaworthy.kernel.config.ConfigurationException with every fault
     */
    public static <R extends Record> R read(Class<R> type) {
        return system().load(type).settings();
    }

    /**
     * The settings of the process's environment, without reflection.
     *
     * @throws io.seaworthy.kernel.config.ConfigurationException with every fault
     */
    public static <T> T read(Schema<T> schema) {
        return system().load(schema).settings();
    }

    /**
     * Reads a record and finds every fault, without throwing for any of them.
     *
     * @throws io.seaworthy.kernel.config.ConfigurationException where the record contradicts itself: a programmer's error
     */
    public <R extends Record> Reading<R> load(Class<R> type) {
        return load(ReflectiveSchema.of(type));
    }

    /**
     * Reads what a schema describes and finds every fault, without throwing for any of them.
     *
     * @throws io.seaworthy.kernel.config.ConfigurationException where a schema that was not verified contradicts itself
     */
    public <T> Reading<T> load(Schema<T> schema) {
        return new Binder<>(schema, variables, PROFILE_VARIABLE).read();
    }

    /** How many variables; no name and no value. */
    @Override
    public String toString() {
        return "Environment[" + variables.size() + " variables]";
    }
}
