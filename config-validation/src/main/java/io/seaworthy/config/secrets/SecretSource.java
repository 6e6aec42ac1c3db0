package io.seaworthy.config.secrets;

import java.nio.file.Path;
import java.util.Set;

/** A store of secrets, read as a whole. Implementations are thread-safe and put no value into an exception. */
@FunctionalInterface
public interface SecretSource {

    /** Everything that the store has for this application, as of one moment. May wait, for a bounded time. */
    SecretSnapshot read() throws SecretSourceException;

    /** The directories whose changes may mean new secrets; none where the store has to be asked. */
    default Set<Path> directories() {
        return Set.of();
    }
}
