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
        for (List<Line> document : documents(YamlLines.read(yaml))) {
            readDocument(document, values, opaque);
        }
        return Deployed.of(name, profile, values, opaque);
    }

    private static List<List<Line>> documents(List<Line> lines) {
        List<List<Line>> documents = new ArrayList<>();
        List<Line> document = new ArrayList<>();
        documents.add(document);
        for (Line line : lines) {
            if (line.indent() == 0 && line.key().isEmpty() && line.value().startsWith("---")) {
                document = new ArrayList<>();
                documents.add(document);
            } else {
                document.add(line);
            }
        }
        return documents;
    }

    private static String kind(List<Line> lines) {
        for (Line line : lines) {
            if (line.indent() == 0 && line.key().equals("kind")) {
                return line.value();
            }
        }
        return "";
    }

    /** The kind is looked for first: {@code kubectl} writes it after the data. */
    private static void readDocument(List<Line> lines, Map<String, String> values, Set<String> opaque) {
        String kind = kind(lines);
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (line.key().equals("env") && line.value().isEmpty()) {
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
        int top = child(lines, "services");
        List<Line> services = top < 0 ? List.of() : block(lines, top);
        int from = child(services, service);
        if (from < 0) {
            throw new IllegalArgumentException("There is no service " + service);
        }
        List<Line> body = block(services, from);
        int environment = child(body, "environment");
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

    /** A key of a block itself, not of a block within it: services are named under {@code depends_on}, too. */
    private static int child(List<Line> lines, String key) {
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            boolean direct = line.indent() == lines.get(0).indent() && !line.item();
            if (direct && line.key().equals(key) && line.value().isEmpty()) {
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
            boolean within = line.indent() > depth;
            if (!within) {
                break;
            }
            block.add(line);
        }
        return block;
    }
}
