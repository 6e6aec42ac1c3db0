package io.seaworthy.config.flags;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One flag as its file defines it. Immutable. */
record Definition(
        String name,
        Type type,
        boolean enabled,
        boolean experiment,
        boolean sticky,
        @Nullable LocalDate expires,
        Map<String, Evaluation<Object>[]> variants,
        String off,
        List<Rule> rules,
        Outcome otherwise) {

    enum Type {
        BOOLEAN(Boolean.class),
        STRING(String.class),
        NUMBER(Number.class),
        JSON(Object.class);

        final Class<?> value;

        Type(Class<?> value) {
            this.value = value;
        }
    }

    /** What somebody gets: one variant, or one by weight with another for the rest. */
    record Outcome(@Nullable String variant, @Nullable Rollout rollout) {}

    /** All conditions have to fit. */
    record Rule(List<Condition> conditions, Outcome outcome) {
        boolean fits(FlagContext context) {
            for (int i = 0; i < conditions.size(); i++) {
                if (!conditions.get(i).fits(context)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** The evaluations are made once for each variant and reason: asking allocates nothing. */
    Evaluation<Object> evaluate(FlagContext context, @Nullable StickyVariants kept) {
        if (!enabled) {
            return made(off, Reason.OFF);
        }
        for (int i = 0; i < rules.size(); i++) {
            if (rules.get(i).fits(context)) {
                return evaluate(rules.get(i).outcome(), Reason.RULE, context, kept);
            }
        }
        return evaluate(otherwise, Reason.DEFAULT, context, kept);
    }

    private Evaluation<Object> evaluate(
            Outcome outcome, Reason reason, FlagContext context, @Nullable StickyVariants kept) {
        if (outcome.rollout() == null) {
            return made(outcome.variant() == null ? off : outcome.variant(), reason);
        }
        StickyVariants memory = sticky && !context.key().isEmpty() ? kept : null;
        String before = memory == null ? null : memory.find(name, context.key());
        if (before != null && variants.containsKey(before) && outcome.rollout().names(before)) {
            return made(before, Reason.STICKY);
        }
        String chosen = outcome.rollout().variant(context);
        if (chosen != null && memory != null) {
            memory.keep(name, context.key(), chosen);
        }
        return made(chosen == null ? off : chosen, Reason.ROLLOUT);
    }

    private Evaluation<Object> made(String variant, Reason reason) {
        Evaluation<Object>[] all = variants.get(variant);
        if (all == null) {
            throw new IllegalStateException("The variant was checked when the definition was read");
        }
        return all[reason.ordinal()];
    }

    /** Whether everybody gets the same: code that asks can go. */
    boolean isConstant() {
        boolean one = otherwise.rollout() == null || otherwise.rollout().isConstant();
        return !enabled || (rules.isEmpty() && one);
    }
}
