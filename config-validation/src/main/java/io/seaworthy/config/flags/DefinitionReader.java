package io.seaworthy.config.flags;

import io.seaworthy.kernel.config.DidYouMean;
import io.seaworthy.kernel.config.Faults;
import io.seaworthy.kernel.internal.Json;
import io.seaworthy.kernel.internal.JsonException;
import io.seaworthy.kernel.internal.JsonLimits;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a file of definitions and finds every fault of it. Used once, by one thread. */
final class DefinitionReader {

    private static final Set<String> MEMBERS = Set.of(
            "type",
            "enabled",
            "experiment",
            "sticky",
            "expires",
            "owner",
            "description",
            "variants",
            "off",
            "rules",
            "otherwise",
            "salt");
    private static final String HASH = "murmur3-1";
    private static final Set<String> QUESTION =
            Set.of("attribute", "in", "not-in", "starts-with", "ends-with", "less", "greater");

    static final int LIMIT = 4 << 20;

    private final Faults faults = Faults.in("The flag file");

    /**
     * The definitions by name.
     *
     * @throws io.seaworthy.kernel.config.ConfigurationException with every fault
     */
    static Map<String, Definition> read(byte[] json) {
        DefinitionReader reader = new DefinitionReader();
        Map<String, Definition> all = reader.readAll(json);
        reader.faults.throwIfAny();
        return all;
    }

    private Map<String, Definition> readAll(byte[] json) {
        Map<String, Definition> all = new LinkedHashMap<>();
        Map<String, @Nullable Object> root;
        try {
            root = Json.readObject(json, JsonLimits.strict().bytes(LIMIT));
        } catch (JsonException malformed) {
            faults.add("file", null, malformed.reason().code(), "JSON in UTF-8, at most 4 MiB");
            return all;
        }
        refuseOthers("", root, Set.of("hash", "flags"));
        faults.check(HASH.equals(root.get("hash")), "hash", text(root.get("hash")), "unknown_hash", HASH);
        for (Map.Entry<String, @Nullable Object> flag :
                object(root.get("flags"), "flags").entrySet()) {
            Map<String, @Nullable Object> body = object(flag.getValue(), flag.getKey());
            Definition definition = body.isEmpty() ? null : flag(flag.getKey(), body);
            if (definition != null) {
                all.put(flag.getKey(), definition);
            }
        }
        return all;
    }

    private Definition flag(String name, Map<String, @Nullable Object> body) {
        refuseOthers(name + ".", body, MEMBERS);
        Definition.Type known = type(name, body.get("type"));
        Definition.Type otherwiseType = body.containsKey("variants") ? Definition.Type.JSON : Definition.Type.BOOLEAN;
        Definition.Type type = known == null ? otherwiseType : known; // the other faults are looked for all the same
        Map<String, Evaluation<Object>[]> variants = variants(name, type, body.get("variants"));
        String off = variant(name + ".off", variants, body.containsKey("off") ? body.get("off") : "off");
        String salt = body.get("salt") instanceof String given ? given : name;
        List<Definition.Rule> rules = rules(name, body.get("rules"), variants, salt);
        Object rest = body.getOrDefault("otherwise", off);
        Definition.Outcome otherwise = outcome(name + ".otherwise", rest, variants, salt);
        return new Definition(
                name,
                type,
                flagOf(name, body, "enabled", true),
                flagOf(name, body, "experiment", false),
                flagOf(name, body, "sticky", false),
                date(name, body.get("expires")),
                variants,
                off,
                rules,
                otherwise);
    }

    /** A member that nobody reads is a mistake that would go unseen. */
    private void refuseOthers(String path, Map<String, @Nullable Object> body, Set<String> known) {
        for (String member : body.keySet()) {
            if (!known.contains(member)) {
                String meant = DidYouMean.closest(member, known);
                faults.add(path + member, null, "unknown_member", meant == null ? "none" : "perhaps " + meant);
            }
        }
    }

    private Definition.@Nullable Type type(String name, @Nullable Object given) {
        for (Definition.Type type : Definition.Type.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(given)) {
                return type;
            }
        }
        faults.add(name + ".type", text(given), "unknown_type", "boolean, string, number or json");
        return null;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Map<String, Evaluation<Object>[]> variants(String name, Definition.Type type, @Nullable Object given) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (given == null && type == Definition.Type.BOOLEAN) {
            values.put("on", true);
            values.put("off", false);
        } else {
            values.putAll(object(given, name + ".variants"));
        }
        Map<String, Evaluation<Object>[]> variants = new LinkedHashMap<>();
        values.forEach((variant, value) -> {
            if (value == null || !type.value.isInstance(value)) {
                faults.add(name + ".variants." + variant, null, "wrong_type", "a value of the flag's type");
                return;
            }
            Evaluation<Object>[] made = new Evaluation[Reason.values().length];
            for (Reason reason : Reason.values()) {
                made[reason.ordinal()] = new Evaluation<>(value, variant, reason);
            }
            variants.put(variant, made);
        });
        return variants;
    }

    private String variant(String path, Map<String, ?> variants, @Nullable Object given) {
        if (given instanceof String name && variants.containsKey(name)) {
            return name;
        }
        faults.add(path, text(given), "unknown_variant", "one of " + String.join(", ", variants.keySet()));
        return "";
    }

    private List<Definition.Rule> rules(String name, @Nullable Object given, Map<String, ?> variants, String salt) {
        List<Definition.Rule> rules = new ArrayList<>();
        List<?> list = given == null ? List.of() : given instanceof List<?> all ? all : List.of("");
        for (int i = 0; i < list.size(); i++) {
            String path = name + ".rules[" + i + "]";
            Map<String, @Nullable Object> rule = object(list.get(i), path);
            refuseOthers(path + ".", rule, Set.of("when", "then", "description"));
            List<Condition> conditions = new ArrayList<>();
            if (rule.get("when") instanceof List<?> when && !when.isEmpty()) {
                when.forEach(each -> condition(path, object(each, path + ".when"), conditions));
            } else {
                faults.add(path + ".when", null, "missing", "one condition or more");
            }
            rules.add(new Definition.Rule(conditions, outcome(path + ".then", rule.get("then"), variants, salt)));
        }
        return rules;
    }

    private void condition(String path, Map<String, @Nullable Object> body, List<Condition> conditions) {
        boolean whole = body.size() == 2 && QUESTION.containsAll(body.keySet());
        for (Condition.Operator operator : Condition.Operator.values()) {
            if (whole
                    && body.get("attribute") instanceof String name
                    && body.get(operator.label) instanceof List<?> values) {
                List<String> texts = new ArrayList<>();
                values.forEach(value -> texts.add(String.valueOf(value)));
                checkNumbers(path, operator, texts);
                conditions.add(new Condition(name, operator, List.copyOf(texts)));
                return;
            }
        }
        faults.add(
                path + ".when",
                null,
                "malformed",
                "attribute, and one of in, not-in, starts-with, ends-with, less or greater with a list");
    }

    private void checkNumbers(String path, Condition.Operator operator, List<String> texts) {
        boolean numbers = operator == Condition.Operator.LESS || operator == Condition.Operator.GREATER;
        for (String text : numbers ? texts : List.<String>of()) {
            faults.check(Condition.isDecimal(text), path + ".when", text, "not_a_number", "a decimal number");
        }
    }

    private Definition.Outcome outcome(String path, @Nullable Object given, Map<String, ?> variants, String salt) {
        if (!(given instanceof Map<?, ?>)) {
            return new Definition.Outcome(variant(path, variants, given), null);
        }
        Map<String, @Nullable Object> body = object(given, path);
        refuseOthers(path + ".", body, Set.of("percent", "by"));
        Map<String, @Nullable Object> weights = object(body.get("percent"), path + ".percent");
        String[] names = new String[weights.size()];
        int[] ends = new int[names.length];
        BigDecimal sum = BigDecimal.ZERO;
        int i = 0;
        for (Map.Entry<String, @Nullable Object> weight : weights.entrySet()) {
            names[i] = variant(path + ".percent", variants, weight.getKey());
            sum = sum.add(share(path, weight.getValue()));
            ends[i++] = sum.movePointRight(3).setScale(0, RoundingMode.HALF_UP).intValue();
        }
        faults.check(
                sum.compareTo(BigDecimal.valueOf(100)) <= 0,
                path + ".percent",
                null,
                "out_of_range",
                "at most 100 in all");
        Object by = body.getOrDefault("by", "key");
        faults.check(by instanceof String, path + ".by", text(by), "wrong_type", "an attribute's name");
        return new Definition.Outcome(null, new Rollout(String.valueOf(by), salt, names, ends));
    }

    /** The weight as it is written: what is rounded is the place where it ends, so that a hundred stay a hundred. */
    private BigDecimal share(String path, @Nullable Object given) {
        double percent = given instanceof Number number ? number.doubleValue() : -1;
        boolean fits = percent >= 0 && percent <= 100;
        faults.check(fits, path + ".percent", text(given), "out_of_range", "a number from 0 to 100");
        return fits ? BigDecimal.valueOf(percent) : BigDecimal.ZERO;
    }

    private boolean flagOf(String name, Map<String, @Nullable Object> body, String member, boolean otherwise) {
        Object given = body.getOrDefault(member, otherwise);
        faults.check(given instanceof Boolean, name + "." + member, text(given), "wrong_type", "true or false");
        return given instanceof Boolean value && value;
    }

    private @Nullable LocalDate date(String name, @Nullable Object given) {
        try {
            return given == null ? null : LocalDate.parse(String.valueOf(given));
        } catch (DateTimeParseException malformed) {
            faults.add(name + ".expires", text(given), "malformed", "a date such as 2026-12-31");
            return null;
        }
    }

    private Map<String, @Nullable Object> object(@Nullable Object given, String path) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (given instanceof Map<?, ?> map && !map.isEmpty()) {
            map.forEach((name, value) -> members.put(String.valueOf(name), value));
        } else {
            faults.add(path, null, "missing", "an object with members");
        }
        return members;
    }

    private static @Nullable String text(@Nullable Object given) {
        return given == null ? null : String.valueOf(given);
    }
}
