package io.seaworthy.config;

import io.seaworthy.kernel.config.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the environment is called. Not given at all it is development; given but empty, unreadable, or as a file, it is
 * production with a fault: whoever meant to name one must not get development's defaults.
 *
 * @param name empty where there is none that can be read
 * @param fault what is wrong with how it is given
 */
record ProfileName(String name, @Nullable Violation fault) {

    /** A file for development cannot say that this is production, nor that it is not: it is not asked. */
    static ProfileName in(List<Layer> layers, String variable) {
        Violation fault = null;
        for (Layer layer : layers) {
            if (layer.kind() == Source.DOTENV) {
                continue;
            }
            try {
                String text = layer.text(variable);
                if (text != null && !text.isEmpty()) {
                    return new ProfileName(text, null);
                }
                boolean file = text == null && layer.names().contains(variable + "_FILE");
                if (fault == null && (text != null || file)) {
                    fault = fault(file ? variable + "_FILE" : variable, file ? "not_read_from_a_file" : "empty");
                }
            } catch (Refused unreadable) {
                return new ProfileName(
                        "", fault(variable, unreadable.reasons().get(0).code()));
            }
        }
        return new ProfileName("", fault);
    }

    Profile profile() {
        return name.isEmpty() && fault == null ? Profile.DEVELOPMENT : Profile.of(name);
    }

    private static Violation fault(String path, String code) {
        return Violation.of(path, null, code, "development, staging or production")
                .hint("It counts as production until it is readable");
    }
}
