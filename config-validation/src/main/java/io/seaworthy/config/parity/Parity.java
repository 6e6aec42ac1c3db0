package io.seaworthy.config.parity;

import io.seaworthy.config.Environment;
import io.seaworthy.config.Schema;
import io.seaworthy.kernel.config.Violation;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Compares deployments with a schema and with each other: malformed values, required variables that are missing, names
 * that the schema does not know and only some have, and secrets that two deployments share. Secrets are compared by an HMAC
 * under a key of this run, so that the findings hold nothing to test guesses with. No finding holds a value.
 *
 * <pre>{@code
 * List<Violation> findings = Parity.of(SettingsSchema.INSTANCE, staging, production);
 * }</pre>
 */
public final class Parity {

    /** Stands for a value that is not in the files. */
    private static final String ELSEWHERE = "elsewhere";

    private final Schema<?> schema;
    private final List<Deployed> all;
    private final List<Violation> findings = new ArrayList<>();
    private final Set<String> unknown = new HashSet<>();

    private Parity(Schema<?> schema, List<Deployed> all) {
        this.schema = schema;
        this.all = all;
    }

    /** Every finding, deployment by deployment, then those between them; empty where all is well. */
    public static List<Violation> of(Schema<?> schema, Deployed... deployments) {
        Parity parity = new Parity(schema, List.of(deployments));
        parity.checkEach();
        parity.compareNames();
        parity.compareSecrets();
        return List.copyOf(parity.findings);
    }

    private void checkEach() {
        for (Deployed deployed : all) {
            Map<String, String> variables = new LinkedHashMap<>(deployed.values());
            variables.put("APP_ENV", deployed.profile().label());
            for (String name : deployed.opaque()) {
                variables.putIfAbsent(name, ELSEWHERE); // so that its name counts as given, and is looked at
            }
            for (Violation fault : Environment.of(variables).checkShape(schema)) {
                boolean typo = fault.reason().equals("unknown_name");
                if (typo || !deployed.opaque().contains(fault.path())) {
                    add(deployed, fault.path(), fault.reason(), fault.allowed());
                }
                if (typo && fault.hint() != null) {
                    unknown.add(fault.path());
                    findings.add(findings.remove(findings.size() - 1).hint(fault.hint()));
                }
            }
            for (String required : schema.required(deployed.profile())) {
                if (!deployed.has(required) && !deployed.has(required + "_FILE")) {
                    add(deployed, required, "missing", "a value, or a reference to a secret");
                }
            }
        }
    }

    private void add(Deployed deployed, String variable, String reason, String accepted) {
        findings.add(Violation.of(deployed.name() + ": " + variable, null, reason, accepted));
    }

    private void compareNames() {
        TreeSet<String> names = new TreeSet<>();
        for (Deployed deployed : all) {
            names.addAll(deployed.values().keySet());
            names.addAll(deployed.opaque());
        }
        for (String name : names) {
            for (Deployed deployed : all) {
                boolean required = unknown.contains(name)
                        || schema.required(deployed.profile()).contains(name); // has a finding
                if (!deployed.has(name) && !required) {
                    add(deployed, name, "only_elsewhere", "what the other deployments have, or a default on purpose");
                }
            }
        }
    }

    private void compareSecrets() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        for (String name : schema.secrets()) {
            Map<String, List<String>> holders = new TreeMap<>();
            for (Deployed deployed : all) {
                String value = deployed.values().getOrDefault(name, "");
                if (!value.isEmpty()) {
                    holders.computeIfAbsent(digest(key, value), digest -> new ArrayList<>())
                            .add(deployed.name());
                }
            }
            for (List<String> shared : holders.values()) {
                if (shared.size() > 1) {
                    String where = String.join(" and ", shared);
                    findings.add(
                            Violation.of(where + ": " + name, null, "same_secret", "a secret of its own for each"));
                }
            }
        }
    }

    private static String digest(byte[] key, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
