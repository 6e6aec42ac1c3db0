package io.seaworthy.config;

import io.seaworthy.config.secrets.SecretSnapshot;
import io.seaworthy.config.secrets.SecretSource;
import io.seaworthy.config.secrets.SecretSourceException;
import io.seaworthy.config.secrets.SecretSourceException.Reason;
import io.seaworthy.kernel.Secret;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The secrets of one reading; those that were in files are read from there again. Thread-safe. */
final class SettingFiles implements SecretSource {

    private static final int ATTEMPTS = 50;

    private final Profile profile;
    private final Map<String, Secret> fixed = new LinkedHashMap<>();
    private final Map<Setting, Path> files = new LinkedHashMap<>();

    SettingFiles(List<Setting> settings, Draft draft) {
        this.profile = draft.profile;
        for (Setting setting : settings) {
            Path file = draft.files.get(setting.name());
            Object value = draft.values.get(setting.name());
            if (setting.secret() && file != null) {
                files.put(setting, file);
            } else if (value instanceof Secret secret) {
                fixed.put(setting.name(), secret);
            }
        }
    }

    @Override
    public Set<Path> directories() {
        Set<Path> directories = new HashSet<>();
        for (Path file : files.values()) {
            directories.add(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        }
        return directories;
    }

    @Override
    public SecretSnapshot read() throws SecretSourceException {
        Map<Setting, String> last = texts();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Map<Setting, String> again = texts();
            if (again.equals(last)) {
                return snapshot(again); // two passes agree: no swap came in between
            }
            last = again;
        }
        throw new SecretSourceException(Reason.UNREACHABLE, "The files of secrets change all the time");
    }

    private Map<Setting, String> texts() throws SecretSourceException {
        Map<Setting, String> texts = new LinkedHashMap<>();
        for (Map.Entry<Setting, Path> file : files.entrySet()) {
            try {
                texts.put(file.getKey(), SecretFile.read(file.getValue().toString()));
            } catch (Refused unreadable) {
                throw new SecretSourceException(Reason.NOT_FOUND, file.getKey().name());
            }
        }
        return texts;
    }

    private SecretSnapshot snapshot(Map<Setting, String> texts) throws SecretSourceException {
        Map<String, Secret> secrets = new LinkedHashMap<>(fixed);
        for (Map.Entry<Setting, String> text : texts.entrySet()) {
            Setting setting = text.getKey();
            try {
                secrets.put(setting.name(), (Secret) setting.converter().convert(text.getValue(), profile));
            } catch (Refused refused) {
                throw new SecretSourceException(Reason.MALFORMED, setting.name());
            }
        }
        return SecretSnapshot.of(secrets);
    }

    /** Names only. */
    @Override
    public String toString() {
        return "SettingFiles of " + files.size() + " and " + fixed.keySet();
    }
}
