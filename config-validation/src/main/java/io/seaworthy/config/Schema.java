package io.seaworthy.config;

import io.seaworthy.kernel.config.Faults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What settings there are, and how an object is made of them. The annotation processor writes one for each settings
 * record, {@code SettingsSchema.INSTANCE}, which needs no reflection; people without records write their own.
 *
 * <pre>{@code
 * final class PoolSchema extends Schema<Pool> {
 *     protected void describe(Description d) {
 *         d.component("POOL_SIZE", int.class).range(1, 64).defaultTo("10");
 *     }
 *     protected Pool create(Object[] values) {
 *         return new Pool((int) values[0]);
 *     }
 * }
 * }</pre>
 *
 * <p>A schema that contradicts itself is refused with all faults when it is first used, unless it was verified at compile
 * time. Thread-safe.
 *
 * @param <T> what the settings become
 */
public abstract class Schema<T> {

    private final String name;
    private volatile @Nullable List<Setting> settings;
    /** Without a lock: settings are immutable, and one that gets lost is made again. */
    private Setting @Nullable [] parts;

    /** A schema of this name, which documents and faults show. */
    protected Schema(String name) {
        this.name = name;
    }

    /** Names every component, in the order in which {@link #create} takes them. */
    protected abstract void describe(Description description);

    /**
     * Makes the object; the values are in the order of {@link #describe}. An exception is a fault, its message is dropped.
     */
    protected abstract T create(@Nullable Object[] values);

    /**
     * The same as {@link #create} with straight-line reading, for an environment without a fault; null to be read in the
     * long way. Null unless overridden: generated schemas of records without sealed choices have it.
     */
    protected @Nullable T direct(Direct in) {
        return null;
    }

    /** The component that {@link Direct#value} reads, by its index; generated together with {@link #direct}. */
    protected Component component(int index, Description description) {
        throw SchemaCheck.unknown("component " + index);
    }

    final Setting part(int index) {
        Setting[] known = parts;
        if (known != null && index < known.length && known[index] != null) {
            return known[index];
        }
        Setting made = Setting.of(component(index, new Description(this)));
        if (known == null || index >= known.length) {
            known = known == null ? new Setting[index + 16] : Arrays.copyOf(known, index + 16);
        }
        known[index] = made;
        parts = known;
        return made;
    }

    /** Rules across settings; none unless overridden. */
    protected void check(Rules rules) {}

    /**
     * Converts the text of a {@link Description#custom} component.
     *
     * @throws Exception where the text is none; the message is dropped
     */
    protected @Nullable Object parse(String variable, String text) throws Exception {
        throw SchemaCheck.unknown("parser for " + variable);
    }

    /** Whether {@link #verify} ran at compile time; false unless overridden. */
    protected boolean isVerified() {
        return false;
    }

    /** How the schema came about, where that costs something worth saying; empty otherwise. */
    String remark() {
        return "";
    }

    /**
     * Looks for contradictions: names, defaults in each environment, options without effect.
     *
     * @throws io.seaworthy.kernel.config.ConfigurationException with every fault
     */
    public final void verify() {
        verified();
    }

    private List<Setting> verified() {
        Faults faults = Faults.in("The settings schema " + name);
        List<Component> components = new ArrayList<>();
        List<Setting> read = read(components, faults);
        SchemaCheck.check(read, components, faults);
        faults.throwIfAny();
        DefaultCheck.check(read, faults);
        faults.throwIfAny();
        return read;
    }

    final List<Setting> settings() {
        List<Setting> known = settings;
        if (known == null) {
            if (isVerified()) {
                Faults faults = Faults.in("The settings schema " + name);
                known = read(new ArrayList<>(), faults);
                faults.throwIfAny();
            } else {
                known = verified();
            }
            settings = known;
        }
        return known;
    }

    /** The settings; those components that have one get into the list. */
    private List<Setting> read(List<Component> components, Faults faults) {
        Description description = new Description(this);
        describe(description);
        List<Setting> read = new ArrayList<>();
        for (Component component : description.components()) {
            try {
                read.add(Setting.of(component));
                components.add(component);
            } catch (IllegalArgumentException unsupported) {
                faults.add(component.variable(), null, "unsupported", String.valueOf(unsupported.getMessage()));
            }
        }
        reject(faults);
        return read;
    }

    /** Faults that are known before there are settings; for the reflective schema. */
    void reject(Faults faults) {}

    /** The variables that have to be given in an environment, whatever the others say. */
    public final List<String> required(Profile profile) {
        List<String> names = new ArrayList<>();
        for (Setting setting : settings()) {
            if (setting.isRequiredIn(profile) && !setting.isMap() && !setting.isConditional()) {
                names.add(setting.name());
            }
        }
        return names;
    }

    /** The variables whose values are secret. */
    public final List<String> secrets() {
        List<String> names = new ArrayList<>();
        for (Setting setting : settings()) {
            if (setting.isHidden() && !setting.isMap()) {
                names.add(setting.name());
            }
        }
        return names;
    }

    /** The schema's name. */
    public final String name() {
        return name;
    }

    @Override
    public final String toString() {
        return "Schema[" + name + "]";
    }
}
