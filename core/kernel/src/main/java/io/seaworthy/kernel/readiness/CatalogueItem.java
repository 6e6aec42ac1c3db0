package io.seaworthy.kernel.readiness;

import java.util.Objects;

/**
 * An item of the checklists that code inside an application can enforce.
 *
 * @param id stable, {@code AREA-NAME}: {@code HEAD-CSP}
 * @param priority how urgent it is
 * @param module the modules that enforce it, separated by a comma and a space
 * @param title what it is about
 * @param meaning what "enforced" means
 */
public record CatalogueItem(String id, Priority priority, String module, String title, String meaning) {

    public CatalogueItem {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(priority, "priority");
        Objects.requireNonNull(module, "module");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(meaning, "meaning");
    }

    /** The part of the id before the hyphen: {@code HEAD}. */
    public String area() {
        return id.substring(0, id.indexOf('-'));
    }
}
