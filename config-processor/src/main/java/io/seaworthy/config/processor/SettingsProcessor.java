package io.seaworthy.config.processor;

import io.seaworthy.config.ChosenBy;
import io.seaworthy.config.Env;
import io.seaworthy.config.Prefix;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.tools.Diagnostic;

/**
 * Writes {@code SettingsSchema} beside each record {@code Settings} whose components have {@link Env}: plain source
 * without reflection. What the record says wrong is a compile error: a private record, a name, a type, a default that its
 * own rules refuse in any environment.
 *
 * <p>Instantiated by the compiler, used by one thread.
 */
public final class SettingsProcessor extends AbstractProcessor {

    /** For the compiler. */
    public SettingsProcessor() {}

    @Override
    public Set<String> getSupportedAnnotationTypes() {
        return Set.of(Env.class.getName(), Prefix.class.getName(), ChosenBy.class.getName());
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        Set<TypeElement> records = new LinkedHashSet<>();
        Set<Element> within = new LinkedHashSet<>();
        for (Element element : round.getElementsAnnotatedWithAny(Set.of(Env.class, Prefix.class, ChosenBy.class))) {
            if (element.getKind() == ElementKind.RECORD_COMPONENT
                    && element.getEnclosingElement() instanceof TypeElement type) {
                records.add(type);
                if (element.getAnnotation(Env.class) == null
                        && element.asType() instanceof DeclaredType declared
                        && declared.asElement() instanceof TypeElement part) {
                    within.add(part);
                    within.addAll(RecordReader.permitted(part));
                }
            }
        }
        records.removeIf(within::contains); // their variables are those of the record around them
        for (TypeElement type : records) {
            process(type);
        }
        return false;
    }

    private void process(TypeElement type) {
        Problems problems = new Problems(processingEnv.getMessager());
        RecordModel model = RecordModel.read(type, processingEnv, problems);
        if (!problems.isEmpty()) {
            return;
        }
        model.verify(problems);
        if (!problems.isEmpty()) {
            return;
        }
        try (Writer out = processingEnv
                .getFiler()
                .createSourceFile(model.schemaName(), type)
                .openWriter()) {
            out.write(SchemaSource.of(model, processingEnv));
        } catch (IOException failed) {
            processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, "Cannot write the schema", type);
        }
    }
}
