import org.jspecify.annotations.NullMarked;

/** Writes the schema of a settings record at compile time. For the compiler only: nothing of it runs in an application. */
@NullMarked
module io.seaworthy.config.processor {
    requires static org.jspecify;
    requires java.compiler;
    requires io.seaworthy.config;
    requires io.seaworthy.kernel;

    provides javax.annotation.processing.Processor with
            io.seaworthy.config.processor.SettingsProcessor;
}
