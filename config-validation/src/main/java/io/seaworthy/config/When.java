package io.seaworthy.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The variable counts only where another one, declared before, has one of these texts; elsewhere it is absent, and a
 * warning where it is given.
 *
 * <p>Permitted: {@code @When(variable = "SERVER", is = "servlet") Optional<Integer> threads}. Prohibited: on a component that
 * cannot be absent.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface When {
    /** The other variable; not a secret. */
    String variable();

    /** The texts, as they are given. */
    String[] is();
}
