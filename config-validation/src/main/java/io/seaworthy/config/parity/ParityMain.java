package io.seaworthy.config.parity;

import io.seaworthy.config.DotEnvFile;
import io.seaworthy.config.Profile;
import io.seaworthy.config.Schema;
import io.seaworthy.kernel.config.Violation;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The check of a pipeline: {@code java ... ParityMain com.example.SettingsSchema staging=deploy/staging.yaml
 * production=deploy/production.yaml#service}. A name before {@code =} is the environment; a file is a {@code .env} file, a
 * manifest, or, with a service's name, a compose file. Ends with 0, with 1 where there are findings, with 64 where the
 * arguments are wrong.
 */
public final class ParityMain {

    private ParityMain() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.err));
    }

    static int run(String[] arguments, PrintStream out) {
        if (arguments.length < 2) {
            out.println("Give a schema's class name, then environment=file for each deployment");
            return 64;
        }
        try {
            Schema<?> schema =
                    (Schema<?>) Class.forName(arguments[0]).getField("INSTANCE").get(null);
            List<Deployed> deployments = new ArrayList<>();
            for (int i = 1; i < arguments.length; i++) {
                deployments.add(read(arguments[i]));
            }
            List<Violation> findings = Parity.of(schema, deployments.toArray(new Deployed[0]));
            findings.forEach(out::println);
            return findings.isEmpty() ? 0 : 1;
        } catch (ReflectiveOperationException | ClassCastException none) {
            out.println(arguments[0] + " is no public generated schema on the class path");
            return 64;
        } catch (IOException | IllegalArgumentException wrong) {
            out.println(wrong.getMessage());
            return 64;
        }
    }

    private static Deployed read(String argument) throws IOException {
        int equals = argument.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(argument + " is not environment=file");
        }
        Profile profile = Profile.of(argument.substring(0, equals));
        String[] place = argument.substring(equals + 1).split("#", 2);
        Path file = Path.of(place[0]);
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(place[0] + " is not readable");
        }
        String name = String.valueOf(file.getFileName());
        if (place.length == 2) {
            return Manifests.compose(name, profile, place[1], Files.readString(file));
        } else if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return Manifests.kubernetes(name, profile, Files.readString(file));
        }
        return Deployed.of(name, profile, DotEnvFile.read(file), Set.of());
    }
}
