package io.seaworthy.kernel.http;

import io.seaworthy.kernel.config.Faults;
import java.util.List;
import java.util.Objects;

/** Whether two patterns leave it open which of them a request belongs to. Stateless. */
final class RouteConflict {

    /** How the paths of one pattern relate to those of another. */
    enum Relation {
        DISJOINT,
        EQUAL,
        NARROWER,
        WIDER,
        CROSSING;

        private Relation and(Relation next) {
            if (this == EQUAL || next == DISJOINT) {
                return next;
            }
            return next == EQUAL || this == next ? this : this == DISJOINT ? DISJOINT : CROSSING;
        }
    }

    private RouteConflict() {}

    static void check(RoutePattern earlier, RoutePattern later, Faults faults) {
        Relation paths = relate(earlier.segments(), later.segments());
        if (paths == Relation.EQUAL && Objects.equals(earlier.method(), later.method())) {
            faults.add("route(" + later + ")", null, "duplicate", "one route for the same requests; see " + earlier);
        } else if (paths == Relation.CROSSING && shareMethod(earlier, later)) {
            faults.add(
                    "route(" + later + ")",
                    null,
                    "ambiguous",
                    "patterns of which one covers the other; some requests match this and " + earlier);
        }
    }

    private static boolean shareMethod(RoutePattern a, RoutePattern b) {
        return a.method() == null || b.method() == null || a.allows(b.method()) || b.allows(a.method());
    }

    /**
     * How the paths of {@code a} relate to those of {@code b}. That {@code /a/**} covers {@code /a} itself does not make
     * it cross {@code /{x}}: the literal wins.
     */
    static Relation relate(List<String> a, List<String> b) {
        Relation relation = Relation.EQUAL;
        for (int i = 0; ; i++) {
            boolean restOfA = i < a.size() && a.get(i).equals(RoutePattern.REST);
            boolean restOfB = i < b.size() && b.get(i).equals(RoutePattern.REST);
            if (restOfA && restOfB) {
                return relation;
            } else if (restOfA) {
                return i == b.size() && relation != Relation.EQUAL ? relation : relation.and(Relation.WIDER);
            } else if (restOfB) {
                return i == a.size() && relation != Relation.EQUAL ? relation : relation.and(Relation.NARROWER);
            }
            if (i == a.size() || i == b.size()) {
                return a.size() == b.size() ? relation : Relation.DISJOINT;
            }
            relation = relation.and(relate(a.get(i), b.get(i)));
            if (relation == Relation.DISJOINT) {
                return relation;
            }
        }
    }

    private static Relation relate(String a, String b) {
        if (a.equals(b)) {
            return Relation.EQUAL;
        } else if (a.equals(RoutePattern.ANY)) {
            // A wildcard stands for no empty segment.
            return b.isEmpty() ? Relation.DISJOINT : Relation.WIDER;
        } else if (b.equals(RoutePattern.ANY)) {
            return a.isEmpty() ? Relation.DISJOINT : Relation.NARROWER;
        }
        return Relation.DISJOINT;
    }
}
