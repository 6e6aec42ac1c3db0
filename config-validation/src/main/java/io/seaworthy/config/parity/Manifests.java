package io.seaworthy.config.parity;

import io.seaworthy.config.Profile;
import io.seaworthy.config.parity.YamlLines.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the variables of Kubernetes manifests and compose files. Stateless. */
public final class Manifests {

    private Manifests() {}

    /**
     * The {@code env} of a container, and the {@code data} of config maps and secrets, whose values are not looked at.
     *
     * @throws IllegalArgumentException with the line where the YAML is not plain
     */
    public static Deployed kubernetes(String name, Profile profile, String yaml) {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> opaque = new LinkedHashSet<>();
        List<Line> lines = YamlLines.read(yaml);
        String kind = "";
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.indent() == 0 && line.key().equals("kind")) {
                kind = line.value();
            } else if (line.key().equals("env") && line.value().isEmpty()) {
                readEnv(block(lines, i), values, opaque);
            } else if (line.indent() == 0
                    && (line.key().equals("data") || line.key().equals("stringData"))) {
                for (Line entry : block(lines, i)) {
                    if (kind.equals("ConfigMap")) {
                        values.put(entry.key(), entry.value());
                    } else {
                        opaque.add(entry.key());
                    }
                }
            }
        }
        return Deployed.of(name, profile, values, opaque);
    }

    private static void readEnv(List<Line> block, Map<String, String> values, Set<String> opaque) {
        String variable = "";
        for (Line line : block) {
            if (line.key().equals("name") && line.item()) {
                variable = line.value();
                opaque.add(variable);
            } else if (line.key().equals("value") && !variable.isEmpty()) {
                opaque.remove(variable);
                values.put(variable, line.value());
            }
        }
    }

    /**
     * The {@code environment} of a compose file's service, as a map or as a list; a name without a value and
     * <code>${NAME}</code> come from elsewhere.
     *
     * @throws IllegalArgumentException with the line where the YAML is not plain
     */
    public static Deployed compose(String name, Profile profile, String service, String yaml) {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> opaque = new LinkedHashSet<>();
        List<Line> lines = YamlLines.read(yaml);
        int services = find(lines, 0, lines.size(), "services");
        int from = services < 0 ? -1 : find(lines, services + 1, lines.size(), service);
        List<Line> body = from < 0 ? List.of() : block(lines, from);
        int environment = find(body, 0, body.size(), "environment");
        if (from < 0) {
            throw new IllegalArgumentException("There is no service " + service);
        }
        for (Line line : environment < 0 ? List.<Line>of() : block(body, environment)) {
            String text = line.item() ? line.value() : line.key() + "=" + line.value();
            int equals = text.indexOf('=');
            String variable = equals < 0 ? text : text.substring(0, equals);
            String value = equals < 0 ? "" : text.substring(equals + 1);
            if (value.contains("$") || value.isEmpty()) {
                opaque.add(variable);
            } else {
                values.put(variable, value);
            }
        }
        return Deployed.of(name, profile, values, opaque);
    }

    private static int find(List<Line> lines, int from, int to, String key) {
        for (int i = from; i < to; i++) {
            if (lines.get(i).key().equals(key) && lines.get(i).value().isEmpty()) {
                return i;
            }
        }
        return -1;
    }

    /** The lines below a key: deeper ones, and list elements at its own depth. */
    private static List<Line> block(List<Line> lines, int key) {
        List<Line> block = new ArrayList<>();
        int depth = lines.get(key).indent();
        for (int i = key + 1; i < lines.size(); i++) {
            Line line = lines.get(i);
            boolean within = line.indent() > depth && !line.key().equals("---");
            if (!within) {
                break;
            }
            block.add(line);
        }
        return block;
    }
}
