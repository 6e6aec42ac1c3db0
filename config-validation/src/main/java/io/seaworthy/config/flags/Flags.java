package io.seaworthy.config.flags;

import io.seaworthy.kernel.config.ConfigurationException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Feature flags from definitions in JSON, which may be replaced as a whole while the application runs.
 *
 * <pre>{@code
 * Flags flags = Flags.builder().sticky(StickyVariants.inMemory(100_000)).exposures(e -> count(e)).build();
 * flags.load(Files.readAllBytes(Path.of("flags.json")));
 * Flag<Boolean> checkout = flags.booleanFlag("new-checkout", false);
 * if (checkout.value(FlagContext.of(accountId))) { ... }
 * }</pre>
 *
 * <p>Everything is off, which is to say as the code's fallback has it, until definitions are loaded. Asking takes no lock
 * and allocates nothing, except for experiments and sticky flags. Definitions with a fault change nothing. Thread-safe.
 */
public final class Flags {

    private final @Nullable StickyVariants sticky;
    private final @Nullable Consumer<Exposure> exposures;
    private final Map<String, Boolean> exposed;
    private volatile Map<String, Definition> definitions = Map.of();

    private Flags(Builder builder) {
        this.sticky = builder.sticky;
        this.exposures = builder.exposures;
        this.exposed = Collections.synchronizedMap(new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > 100_000;
            }
        });
    }

    /** Flags without memory and without a listener. */
    public static Flags create() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Puts definitions in force, all of them or none.
     *
     * @throws ConfigurationException with every fault; what was in force stays
     */
    public void load(byte[] json) {
        definitions = Map.copyOf(DefinitionReader.read(json));
    }

    /** Loads a file now and whenever its content changes, looked at once in a period, until it is closed. */
    public FlagFile follow(Path file, java.time.Duration period) {
        return FlagFile.start(this, file, period);
    }

    /** A flag that is on or off. */
    public Flag<Boolean> booleanFlag(String name, boolean fallback) {
        return new Flag<>(this, name, Boolean.class, fallback);
    }

    /** A flag with texts. */
    public Flag<String> stringFlag(String name, String fallback) {
        return new Flag<>(this, name, String.class, fallback);
    }

    /** A flag with numbers. */
    public Flag<Number> numberFlag(String name, Number fallback) {
        return new Flag<>(this, name, Number.class, fallback);
    }

    /** A flag with JSON values: maps, lists, texts, numbers and booleans, none of which may be changed. */
    public Flag<Object> jsonFlag(String name, Object fallback) {
        return new Flag<>(this, name, Object.class, fallback);
    }

    @Nullable
    Evaluation<Object> evaluate(String name, FlagContext context) {
        Definition definition = definitions.get(name);
        if (definition == null) {
            return null;
        }
        Evaluation<Object> found;
        try {
            found = definition.evaluate(context, sticky);
        } catch (RuntimeException memoryFailed) {
            found = definition.evaluate(context, null);
        }
        if (definition.experiment() && exposures != null) {
            exposeQuietly(definition, context, found);
        }
        return found;
    }

    /** A listener's trouble changes nobody's variant. */
    private void exposeQuietly(Definition definition, FlagContext context, Evaluation<Object> found) {
        try {
            expose(definition, context, found);
        } catch (RuntimeException dropped) {
            // whoever asks for a flag is not to blame
        }
    }

    private void expose(Definition definition, FlagContext context, Evaluation<Object> found) {
        boolean chosen = found.reason() == Reason.ROLLOUT || found.reason() == Reason.STICKY;
        Consumer<Exposure> listener = exposures;
        if (listener != null && chosen && !context.key().isEmpty()) {
            String seen = definition.name() + '\n' + context.key() + '\n' + found.variant();
            if (exposed.putIfAbsent(seen, true) == null) {
                listener.accept(new Exposure(definition.name(), context.key(), found.variant()));
            }
        }
    }

    /** Flags whose day has passed, and flags that are the same for everybody: a sentence each. */
    public List<String> stale(LocalDate today) {
        List<String> stale = new ArrayList<>();
        definitions.values().stream()
                .sorted(java.util.Comparator.comparing(Definition::name))
                .forEach(flag -> {
                    LocalDate expires = flag.expires();
                    if (expires != null && expires.isBefore(today)) {
                        stale.add(flag.name() + " expired on " + expires);
                    } else if (flag.isConstant()) {
                        stale.add(flag.name() + " is the same for everybody");
                    }
                });
        return stale;
    }

    @Override
    public String toString() {
        return "Flags[" + definitions.size() + "]";
    }

    /** Options; not thread-safe. */
    public static final class Builder {

        private @Nullable StickyVariants sticky;
        private @Nullable Consumer<Exposure> exposures;

        private Builder() {}

        /** Where the variants of sticky flags are kept; without it they follow the weights. */
        public Builder sticky(StickyVariants memory) {
            once(sticky, "sticky");
            sticky = Objects.requireNonNull(memory, "memory");
            return this;
        }

        /** Told once for each person, experiment and variant; 100 000 of them are remembered. It must not wait. */
        public Builder exposures(Consumer<Exposure> listener) {
            once(exposures, "exposures");
            exposures = Objects.requireNonNull(listener, "listener");
            return this;
        }

        private static void once(@Nullable Object given, String option) {
            if (given != null) {
                throw new IllegalStateException(option + " is given twice");
            }
        }

        public Flags build() {
            return new Flags(this);
        }
    }
}
