package io.seaworthy.config;

import io.seaworthy.kernel.config.Violation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A {@code .env} file; not there, it gives nothing. */
final class DotEnvLayer implements Layer {

    private final String file;
    /** Transient for serialisers that work by private fields. */
    private final transient Map<String, DotEnv.Entry> entries;

    private final List<Violation> faults = new ArrayList<>();

    DotEnvLayer(Path path, Dialect dialect) {
        this.file = String.valueOf(path.getFileName());
        String text = "";
        if (Files.exists(path)) {
            try {
                text = SecretFile.readAll(path.toString());
            } catch (Refused refused) {
                faults.add(Violation.of(file, null, refused.reasons().get(0).code(), SecretFile.ACCEPTED));
            }
        }
        DotEnv parsed = DotEnvDialect.parse(dialect, text);
        this.entries = parsed.entries();
        for (DotEnv.Problem problem : parsed.problems()) {
            String place = file + ":" + problem.line() + ":" + problem.column();
            faults.add(Violation.of(place, null, problem.code(), problem.accepted()));
        }
    }

    @Override
    public Source kind() {
        return Source.DOTENV;
    }

    @Override
    public Collection<String> names() {
        return entries.keySet();
    }

    @Override
    public @Nullable String text(String name) {
        DotEnv.Entry entry = entries.get(name);
        return entry == null ? null : entry.text();
    }

    @Override
    public String place(String name) {
        DotEnv.Entry entry = entries.get(name);
        return entry == null ? file : file + ":" + entry.line();
    }

    @Override
    public List<Violation> faults() {
        return faults;
    }

    @Override
    public String toString() {
        return file;
    }
}
