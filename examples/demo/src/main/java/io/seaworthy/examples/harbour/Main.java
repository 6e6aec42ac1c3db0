package io.seaworthy.examples.harbour;

import io.seaworthy.config.Environment;
import io.seaworthy.config.Reading;
import io.seaworthy.config.SettingsDocs;
import io.seaworthy.kernel.config.ConfigurationException;
import java.io.PrintStream;
import java.net.BindException;
import java.util.Map;
import org.slf4j.LoggerFactory;

/** Harbour from the command line. */
public final class Main {

    /** EX_CONFIG of sysexits: what supervisors take for "do not restart, the configuration is wrong". */
    private static final int EX_CONFIG = 78;

    /** EX_USAGE: an argument that is not known. */
    private static final int EX_USAGE = 64;

    /** What a taken port ends with: waiting helps, so supervisors may restart. */
    private static final int EX_UNAVAILABLE = 1;

    private Main() {}

    public static void main(String[] arguments) {
        String argument = arguments.length == 0 ? "" : arguments[0];
        SettingsDocs docs = SettingsDocs.of(HarbourSettingsSchema.INSTANCE);
        PrintStream out = System.out;
        switch (argument) {
            case "" -> serve(System.getenv());
            case "--check" -> System.exit(check(System.getenv(), out));
            case "--verify-audit" -> System.exit(verifyAudit(System.getenv(), out));
            case "--env-example" -> out.print(docs.envExample());
            case "--env-markdown" -> out.print(docs.markdown());
            case "--env-schema" -> out.print(docs.jsonSchema());
            default -> {
                out.println("Unknown argument. Permitted: --check, --verify-audit, --env-example, --env-markdown,"
                        + " --env-schema, or none to serve");
                System.exit(EX_USAGE);
            }
        }
    }

    private static Reading<HarbourSettings> read(Map<String, String> environment) {
        return Environment.of(environment).load(HarbourSettingsSchema.INSTANCE);
    }

    private static void serve(Map<String, String> environment) {
        Reading<HarbourSettings> reading = read(environment);
        if (!reading.isValid()) {
            System.err.print(reading.report());
            System.exit(EX_CONFIG);
        }
        Harbour harbour = startOrExit(reading);
        harbour.stopOnSignal();
        // A script waits for this line; it is the only plain one whatever LOG_FORMAT says.
        System.out.println("Harbour listening on " + harbour.url());
        System.out.flush();
    }

    private static Harbour startOrExit(Reading<HarbourSettings> reading) {
        try {
            return Harbour.start(reading);
        } catch (RuntimeException e) {
            if (isPortTaken(e)) {
                HarbourSettings settings = reading.settings();
                System.err.println("PORT: taken; " + settings.host() + " has another listener on " + settings.port()
                        + ". Stop it, or set PORT=0 for a free one");
                System.exit(EX_UNAVAILABLE);
            }
            // As a log event: a trace on the console would escape the log's format and its redaction.
            LoggerFactory.getLogger(Main.class).error("Harbour did not start", e);
            System.exit(e instanceof ConfigurationException ? EX_CONFIG : 1);
            throw e;
        }
    }

    private static boolean isPortTaken(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    private static int check(Map<String, String> environment, PrintStream out) {
        Reading<HarbourSettings> reading = read(environment);
        out.print(reading.isValid() ? reading.summary() : reading.report());
        return reading.isValid() ? 0 : EX_CONFIG;
    }

    private static int verifyAudit(Map<String, String> environment, PrintStream out) {
        Reading<HarbourSettings> reading = read(environment);
        if (!reading.isValid()) {
            out.print(reading.report());
            return EX_CONFIG;
        }
        return Harbour.auditFiles(reading).verify(out);
    }
}
