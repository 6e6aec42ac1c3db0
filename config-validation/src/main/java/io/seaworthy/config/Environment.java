package io.seaworthy.config;

import io.seaworthy.config.secrets.SecretSource;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.config.Violation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    private final List<Layer> layers;

    private Environment(List<Layer> layers) {
        this.layers = List.copyOf(layers);
    }

    /** The process's own environment, as it is now. */
    public static Environment system() {
        return new Environment(List.of(environmentLayer(System.getenv())));
    }

    /** These variables and no others. */
    public static Environment of(Map<String, String> variables) {
        return new Environment(List.of(environmentLayer(new HashMap<>(variables))));
    }

    private static MapLayer environmentLayer(Map<String, String> variables) {
        return new MapLayer(Source.ENVIRONMENT, "environment", variables);
    }

    /** Several sources; the one that is named first wins. */
    public static Builder builder() {
        return new Builder();
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
        T direct = Direct.read(schema, System.getenv(), PROFILE_VARIABLE);
        return direct == null ? system().load(schema).settings() : direct;
    }

    /**
     * The settings, as {@code load(schema).settings()}, and much faster where there is no fault and the variables are in
     * one map: nothing is kept for a report.
     *
     * @throws io.seaworthy.kernel.config.ConfigurationException with every fault
     */
    public <T> T settings(Schema<T> schema) {
        T direct = layers.size() == 1 && layers.get(0) instanceof MapLayer map && map.kind() == Source.ENVIRONMENT
                ? Direct.read(schema, map.variables(), PROFILE_VARIABLE)
                : null;
        return direct == null ? load(schema).settings() : direct;
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
        return new Binder<>(schema, layers, PROFILE_VARIABLE, false).read();
    }

    /**
     * What is wrong with the shape of what is given, for the build of an image: variables may be missing, files are not
     * looked at, rules across settings do not run. Empty where all is well.
     */
    public List<Violation> checkShape(Schema<?> schema) {
        return new Binder<>(schema, layers, PROFILE_VARIABLE, true).read().faults();
    }

    /** As {@link #checkShape(Schema)}, by reflection. */
    public List<Violation> checkShape(Class<? extends Record> type) {
        return checkShape(ReflectiveSchema.of(type));
    }

    /** The sources' places; no name and no value. */
    @Override
    public String toString() {
        return "Environment" + layers;
    }

    /** Sources in order: the first that gives a variable something that is not empty wins. Not thread-safe. */
    public static final class Builder {

        private final List<Layer> layers = new ArrayList<>();
        private final Faults faults = Faults.in("Environment");

        private Builder() {}

        /** {@code -DPORT=8080}: properties of the variables' exact names, as they are now. */
        public Builder systemProperties() {
            Map<String, String> properties = new HashMap<>();
            for (String name : System.getProperties().stringPropertyNames()) {
                properties.put(name, System.getProperty(name, ""));
            }
            return add(new MapLayer(Source.SYSTEM_PROPERTY, "system properties", properties));
        }

        /** The process's environment, as it is now. */
        public Builder environment() {
            return add(environmentLayer(System.getenv()));
        }

        /** Stands for the process's environment, for tests. */
        public Builder environment(Map<String, String> variables) {
            return add(environmentLayer(new HashMap<>(variables)));
        }

        /**
         * A directory of files, each named after its variable, as Kubernetes and Docker mount secrets. Not there, it gives
         * nothing; not readable, it is a fault.
         */
        public Builder secretDirectory(Path directory) {
            return add(new DirectoryLayer(directory));
        }

        /**
         * A {@code .env} file for development, in a dialect that all tools read alike; other environments do not read it,
         * and it cannot name the environment. Not there, it gives nothing.
         */
        public Builder dotEnv(Path file) {
            return dotEnv(file, Dialect.STRICT);
        }

        /** The same in another tool's dialect, for files that cannot change. */
        public Builder dotEnv(Path file, Dialect dialect) {
            return add(new DotEnvLayer(file, dialect));
        }

        /**
         * A secret store such as {@link io.seaworthy.config.secrets.VaultSecrets}, read now, under a name that reports show. One
         * that does not answer is a fault.
         */
        public Builder secretStore(String place, SecretSource source) {
            return add(StoreLayer.read(place, source));
        }

        /** Variables of a map, under a name that reports show. */
        public Builder memory(String place, Map<String, String> variables) {
            return add(new MapLayer(Source.MEMORY, place, new HashMap<>(variables)));
        }

        private Builder add(Layer layer) {
            for (Layer other : layers) {
                faults.check(!other.toString().equals(layer.toString()), layer.toString(), null, "given_twice", "once");
            }
            layers.add(layer);
            return this;
        }

        /**
         * The environment.
         *
         * @throws io.seaworthy.kernel.config.ConfigurationException where a source is named twice, or there is none
         */
        public Environment build() {
            faults.check(!layers.isEmpty(), "sources", null, "missing", "one source or more")
                    .throwIfAny();
            return new Environment(layers);
        }
    }
}
