package io.seaworthy.auth.access;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which roles a role brings with it, computed once. Immutable, thread-safe. */
final class RoleHierarchy {

    private final Map<String, Set<String>> reach;

    private RoleHierarchy(Map<String, Set<String>> reach) {
        this.reach = reach;
    }

    static RoleHierarchy of(Map<String, Set<String>> implied) {
        Map<String, Set<String>> reach = new HashMap<>();
        for (String role : implied.keySet()) {
            Set<String> all = new HashSet<>();
            Deque<String> open = new ArrayDeque<>(Set.of(role));
            while (!open.isEmpty()) {
                String next = open.pop();
                if (all.add(next)) {
                    open.addAll(implied.getOrDefault(next, Set.of()));
                }
            }
            reach.put(role, Set.copyOf(all));
        }
        return new RoleHierarchy(Map.copyOf(reach));
    }

    boolean anyOf(Set<String> held, Set<String> wanted) {
        for (String role : held) {
            if (wanted.contains(role)) {
                return true;
            }
            for (String implied : reach.getOrDefault(role, Set.of())) {
                if (wanted.contains(implied)) {
                    return true;
                }
            }
        }
        return false;
    }
}
