package io.seaworthy.config.processor;

import io.seaworthy.config.Component;
import io.seaworthy.config.Description;
import java.util.List;
import javax.lang.model.element.Element;

/**
 * One component of a settings record.
 *
 * @param type the component's type as source
 * @param element the type of what is in it: itself, or an optional's, a list's
 */
record ComponentModel(Element where, String variable, String type, ElementType element, List<Call> calls) {

    /** Whether one of its options is this one. */
    boolean has(String source) {
        return calls.stream().anyMatch(call -> call.source().equals(source));
    }

    /** Describes itself to the check at compile time. */
    void describe(Description description) {
        Component component = element.describe(description, variable);
        for (Call call : calls) {
            call.action().accept(component);
        }
    }
}
