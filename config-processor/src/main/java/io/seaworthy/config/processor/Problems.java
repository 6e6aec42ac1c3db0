package io.seaworthy.config.processor;

import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/** Compile errors of one record. Used by one thread. */
final class Problems {

    private final Messager messager;
    private boolean empty = true;

    Problems(Messager messager) {
        this.messager = messager;
    }

    void add(Element where, String message) {
        empty = false;
        messager.printMessage(Diagnostic.Kind.ERROR, message, placeOf(where));
    }

    /** A record's component has no line in the compiler's messages; its field has. */
    private static Element placeOf(Element where) {
        if (where.getKind() == ElementKind.RECORD_COMPONENT && where.getEnclosingElement() != null) {
            for (VariableElement field :
                    ElementFilter.fieldsIn(where.getEnclosingElement().getEnclosedElements())) {
                if (field.getSimpleName().equals(where.getSimpleName())) {
                    return field;
                }
            }
        }
        return where;
    }

    boolean isEmpty() {
        return empty;
    }
}
