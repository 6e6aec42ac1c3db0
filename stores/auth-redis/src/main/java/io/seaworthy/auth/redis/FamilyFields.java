package io.seaworthy.auth.redis;

import io.seaworthy.auth.refresh.RefreshFamily;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A family as the fields of a Redis hash; instants are milliseconds since 1970 in UTC. Stateless. */
final class FamilyFields {

    private FamilyFields() {}

    /** Names and values in turn; what is null has no field. */
    static List<Object> of(RefreshFamily family) {
        List<Object> fields = new ArrayList<>(List.of(
                "id", family.id(),
                "subject", family.subject(),
                "counter", family.counter(),
                "key", family.keyId(),
                "created", family.createdAt().toEpochMilli(),
                "idle", family.idleExpiry().toEpochMilli(),
                "absolute", family.absoluteExpiry().toEpochMilli(),
                "rotations",
                        family.rotations().stream()
                                .map(at -> String.valueOf(at.toEpochMilli()))
                                .collect(Collectors.joining(" "))));
        if (family.label() != null) {
            fields.addAll(List.of("label", family.label()));
        }
        return fields;
    }

    /** The family of what HGETALL answered, or null where it answered nothing. */
    static @Nullable RefreshFamily read(@Nullable List<String> fields) {
        return fields == null || fields.isEmpty() ? null : family(map(fields));
    }

    private static Map<String, String> map(List<String> fields) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i + 1 < fields.size(); i += 2) {
            map.put(fields.get(i), fields.get(i + 1));
        }
        return map;
    }

    private static RefreshFamily family(Map<String, String> fields) {
        String revoked = fields.get("revoked");
        return new RefreshFamily(
                text(fields, "id"),
                text(fields, "subject"),
                fields.get("label"),
                Long.parseLong(text(fields, "counter")),
                text(fields, "key"),
                Arrays.stream(text(fields, "rotations").split(" ", -1))
                        .filter(at -> !at.isEmpty())
                        .map(FamilyFields::instant)
                        .toList(),
                instant(text(fields, "created")),
                instant(text(fields, "idle")),
                instant(text(fields, "absolute")),
                revoked == null ? null : instant(revoked));
    }

    private static String text(Map<String, String> fields, String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }

    private static Instant instant(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis));
    }
}
