package io.seaworthy.config;

import io.seaworthy.config.secrets.SecretSnapshot;
import io.seaworthy.config.secrets.SecretSource;
import io.seaworthy.config.secrets.SecretSourceException;
import io.seaworthy.kernel.config.Violation;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A secret store, read once when the environment is built; one that gives nothing is a fault. */
final class StoreLayer implements Layer {

    private final String place;
    private final SecretSnapshot snapshot;
    private final List<Violation> faults;

    private StoreLayer(String place, SecretSnapshot snapshot, List<Violation> faults) {
        this.place = place;
        this.snapshot = snapshot;
        this.faults = faults;
    }

    static StoreLayer read(String place, SecretSource source) {
        try {
            return new StoreLayer(place, source.read(), List.of());
        } catch (SecretSourceException failed) {
            return failed(place, "store_" + failed.reason().name().toLowerCase(Locale.ROOT));
        } catch (RuntimeException thrown) {
            return failed(place, "store_failed"); // its message may hold a credential
        }
    }

    private static StoreLayer failed(String place, String code) {
        Violation fault = Violation.of(place, null, code, "a secret store that answers");
        return new StoreLayer(place, SecretSnapshot.of(Map.of()), List.of(fault));
    }

    @Override
    public Source kind() {
        return Source.SECRET_STORE;
    }

    @Override
    public Collection<String> names() {
        return snapshot.names();
    }

    @Override
    public @Nullable String text(String name) {
        return snapshot.names().contains(name) ? snapshot.secret(name).exposeUtf8() : null;
    }

    @Override
    public String place(String name) {
        return place;
    }

    @Override
    public List<Violation> faults() {
        return faults;
    }

    @Override
    public String toString() {
        return place;
    }
}
