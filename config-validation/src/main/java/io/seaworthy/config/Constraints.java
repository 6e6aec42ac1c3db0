package io.seaworthy.config;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The annotations of one component, and which of them its type used: one that has no effect is a fault. */
final class Constraints {

    private final AnnotatedElement element;
    private final Set<Class<?>> used = new HashSet<>();

    Constraints(AnnotatedElement element) {
        this.element = element;
    }

    <A extends Annotation> @Nullable A take(Class<A> type) {
        used.add(type);
        return element.getAnnotation(type);
    }

    boolean takeFlag(Class<? extends Annotation> type) {
        return take(type) != null;
    }

    /** The schemes of each environment; these where none are named. */
    SchemeRules schemes(String... otherwise) {
        used.add(Schemes.class);
        used.add(Schemes.List.class);
        return new SchemeRules(List.of(element.getAnnotationsByType(Schemes.class)), List.of(otherwise));
    }

    List<Default> defaults() {
        used.add(Default.class);
        used.add(Default.List.class);
        return List.of(element.getAnnotationsByType(Default.class));
    }

    /** The simple names of our annotations that nothing asked for. */
    List<String> unused() {
        List<String> names = new ArrayList<>();
        for (Annotation annotation : element.getAnnotations()) {
            Class<?> type = annotation.annotationType();
            if (type.getPackage() == Env.class.getPackage() && !used.contains(type)) {
                names.add("@" + type.getSimpleName());
            }
        }
        return names;
    }

    /** Whether an environment is among those named; none named means all. */
    static boolean applies(Profile[] in, Profile profile) {
        return in.length == 0 || Arrays.asList(in).contains(profile);
    }

    /** Schemes by environment. */
    record SchemeRules(List<Schemes> rules, List<String> otherwise) {
        List<String> in(Profile profile) {
            List<String> found = otherwise;
            boolean specific = false;
            for (Schemes rule : rules) {
                if (applies(rule.in(), profile) && (!specific || rule.in().length > 0)) {
                    found = List.of(rule.value());
                    specific = rule.in().length > 0;
                }
            }
            return found;
        }
    }
}
