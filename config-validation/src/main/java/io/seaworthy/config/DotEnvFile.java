package io.seaworthy.config;

import io.seaworthy.kernel.config.ConfigurationException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A {@code .env} file of the strict dialect as a map, for tools. Stateless. */
public final class DotEnvFile {

    private DotEnvFile() {}

    /**
     * The variables of a file.
     *
     * @throws ConfigurationException with line and column of everything that the dialect refuses
     */
    public static Map<String, String> read(Path file) {
        DotEnvLayer layer = new DotEnvLayer(file, Dialect.STRICT);
        if (!layer.faults().isEmpty()) {
            throw new ConfigurationException(layer.toString(), layer.faults());
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (String name : layer.names()) {
            String text = layer.text(name);
            variables.put(name, text == null ? "" : text);
        }
        return variables;
    }
}
