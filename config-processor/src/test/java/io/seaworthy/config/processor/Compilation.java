package io.seaworthy.config.processor;

import io.seaworthy.config.Schema;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles one source with the processor, in memory, and loads what came of it. */
final class Compilation {

    private final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    private final Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();
    private final Map<String, ByteArrayOutputStream> sources = new LinkedHashMap<>();

    private Compilation() {}

    /** The imports that every source of the tests has. */
    static Compilation of(String name, String body) {
        String source =
                "package sample;\nimport io.seaworthy.config.*; import io.seaworthy.config.Base64;\nimport io.seaworthy.kernel.Secret;\n"
                        + "import io.seaworthy.kernel.net.*;\nimport java.net.URI;\nimport java.time.Duration;\n"
                        + "import java.util.*;\n" + body;
        Compilation compilation = new Compilation();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        JavaFileManager files =
                compilation.new Memory(compiler.getStandardFileManager(compilation.diagnostics, Locale.ROOT, null));
        JavaCompiler.CompilationTask task = compiler.getTask(
                null,
                files,
                compilation.diagnostics,
                List.of(
                        "-Xlint:all,-processing,-options",
                        "-parameters",
                        "-classpath",
                        System.getProperty("java.class.path")),
                null,
                List.of(new Text("sample/" + name, source)));
        task.setProcessors(List.of(new SettingsProcessor()));
        task.call();
        return compilation;
    }

    List<String> errors() {
        return messages(Diagnostic.Kind.ERROR);
    }

    List<String> warnings() {
        List<String> warnings = messages(Diagnostic.Kind.WARNING);
        warnings.addAll(messages(Diagnostic.Kind.MANDATORY_WARNING));
        return warnings;
    }

    private List<String> messages(Diagnostic.Kind kind) {
        List<String> messages = new ArrayList<>();
        for (Diagnostic<?> diagnostic : diagnostics.getDiagnostics()) {
            if (diagnostic.getKind() == kind) {
                messages.add(diagnostic.getLineNumber() + " " + diagnostic.getMessage(Locale.ROOT));
            }
        }
        return messages;
    }

    String generated(String name) {
        return sources.get(name).toString(java.nio.charset.StandardCharsets.UTF_8);
    }

    Class<?> load(String name) throws ClassNotFoundException {
        ClassLoader loader = new ClassLoader(Compilation.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String wanted) throws ClassNotFoundException {
                ByteArrayOutputStream bytes = classes.get(wanted);
                if (bytes == null) {
                    throw new ClassNotFoundException(wanted);
                }
                return defineClass(wanted, bytes.toByteArray(), 0, bytes.size());
            }
        };
        return Class.forName(name, true, loader);
    }

    static Schema<?> instance(Class<?> schema) throws ReflectiveOperationException {
        var field = schema.getDeclaredField("INSTANCE");
        field.setAccessible(true);
        return (Schema<?>) field.get(null);
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String name, String text) {
            super(URI.create("memory:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            (kind == JavaFileObject.Kind.SOURCE ? sources : classes).put(className, bytes);
            return new SimpleJavaFileObject(
                    URI.create("memory:///" + className.replace('.', '/') + kind.extension), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }

                @Override
                public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                    return bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
                }
            };
        }
    }
}
