package io.seaworthy.config.processor;

import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/** Types as source, without the annotations that a mirror's own text carries. Stateless. */
final class TypeText {

    private TypeText() {}

    static String of(TypeMirror mirror) {
        if (!(mirror instanceof DeclaredType declared)) {
            return mirror.getKind().isPrimitive()
                    ? mirror.getKind().name().toLowerCase(java.util.Locale.ROOT)
                    : mirror.toString();
        }
        List<String> arguments = new ArrayList<>();
        for (TypeMirror argument : declared.getTypeArguments()) {
            arguments.add(of(argument));
        }
        return erased(declared) + (arguments.isEmpty() ? "" : "<" + String.join(", ", arguments) + ">");
    }

    static String erased(DeclaredType declared) {
        return declared.asElement() instanceof TypeElement type
                ? type.getQualifiedName().toString()
                : declared.toString();
    }
}
