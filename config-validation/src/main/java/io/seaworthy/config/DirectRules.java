package io.seaworthy.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lets the rules of a record see what was read in a straight line; the first fault ends it. Used by one thread. */
final class DirectRules implements RuleBook {

    private final Direct direct;
    private final Map<String, @Nullable Object> values = new HashMap<>(64);

    DirectRules(Direct direct) {
        this.direct = direct;
    }

    /** Here, as the verifier of {@link Direct} would load what it takes for {@link Rules}. */
    void check(Schema<?> schema) {
        schema.check(new Rules(this));
    }

    void know(String name, @Nullable Object value) {
        values.put(name, value);
    }

    @Override
    public Profile profile() {
        return direct.profile();
    }

    @Override
    public Set<String> names() {
        return values.keySet();
    }

    @Override
    public @Nullable Object value(String name) {
        return values.get(name);
    }

    @Override
    public boolean isGiven(String name) {
        return direct.isPresent(name);
    }

    @Override
    public boolean isFaulty(String name) {
        return false;
    }

    @Override
    public void fault(String name, String code, String accepted, String hint) {
        direct.fail();
    }

    @Override
    public void missing(String name, String hint) {
        direct.fail();
    }

    /** Nobody is told: whoever wants warnings asks for a {@link Reading}. */
    @Override
    public void warn(String sentence) {}
}
