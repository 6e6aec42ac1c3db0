package io.seaworthy.sanitize.encode;

import io.seaworthy.kernel.config.Faults;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The names of columns or tables that a request may choose from, because a name cannot be a parameter of a statement. What
 * comes out is our own constant, never the request's text.
 *
 * <p>Permitted: {@code SqlIdentifiers.of("title", "created_at")}. Prohibited: {@code of("title desc")}, a name that needs
 * quotes. Immutable, thread-safe.
 */
public final class SqlIdentifiers {

    private final Set<String> names;

    private SqlIdentifiers(Set<String> names) {
        this.names = names;
    }

    /** These names: letters, digits and underscores, no digit first. */
    public static SqlIdentifiers of(String... names) {
        Faults faults = Faults.in("SqlIdentifiers");
        Set<String> set = new LinkedHashSet<>();
        for (int i = 0; i < names.length; i++) {
            String path = "names[" + i + "]";
            faults.check(isName(names[i]), path, names[i], "not_a_name", "ASCII letters, digits and underscores");
            faults.check(set.add(names[i]), path, names[i], "given_twice", "each name once");
        }
        faults.throwIfAny();
        return new SqlIdentifiers(set);
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= 63
                && !(name.charAt(0) >= '0' && name.charAt(0) <= '9')
                && name.chars().allMatch(c -> c == '_' || Escaper.isAlphanumeric((char) c));
    }

    /** The name that the text equals, case included; empty where there is none. */
    public Optional<String> find(String text) {
        return names.stream().filter(text::equals).findFirst();
    }

    @Override
    public String toString() {
        return "SqlIdentifiers" + names;
    }
}
