package io.seaworthy.config;

import java.util.List;

/**
 * Where a value came from, without the value.
 *
 * @param source the kind of place
 * @param place the place: {@code environment}, {@code .env:3}, a mounted file's path; empty for defaults and the like
 * @param shadowed the places that give the same variable and were not asked, in order
 */
public record Provenance(Source source, String place, List<String> shadowed) {

    public Provenance {
        shadowed = List.copyOf(shadowed);
    }

    /** {@code environment, not .env:3}. */
    @Override
    public String toString() {
        String name = place.isEmpty() ? source.label() : place;
        return shadowed.isEmpty() ? name : name + ", not " + String.join(" or ", shadowed);
    }
}
