package io.seaworthy.config.processor;

import javax.annotation.processing.ProcessingEnvironment;

/** Writes a schema's source. Stateless. */
final class SchemaSource {

    private SchemaSource() {}

    static String of(RecordModel model, ProcessingEnvironment environment) {
        String record = model.type().getQualifiedName().toString();
        String name = model.schemaSimpleName();
        StringBuilder text = new StringBuilder();
        if (!model.packageName().isEmpty()) {
            text.append("package ").append(model.packageName()).append(";\n\n");
        }
        text.append("/** Reads {@link ").append(record).append("} by plain calls. Generated from the record. */\n");
        if (environment.getElementUtils().getTypeElement("javax.annotation.processing.Generated") != null) {
            text.append("@javax.annotation.processing.Generated(\"")
                    .append(SettingsProcessor.class.getName())
                    .append("\")\n");
        }
        text.append(model.isPublic() ? "public " : "").append("final class ").append(name);
        text.append(" extends io.seaworthy.config.Schema<").append(record).append("> {\n\n");
        text.append("    /** The one schema. */\n    public static final ").append(name);
        text.append(" INSTANCE = new ").append(name).append("();\n\n");
        text.append("    private ").append(name).append("() {\n        super(\"");
        text.append(model.type().getSimpleName()).append("\");\n    }\n\n");
        text.append("    @Override\n    protected void describe(io.seaworthy.config.Description description) {\n");
        text.append("        Parts.describe(description);\n    }\n\n");
        text.append("    @Override\n    protected ").append(record).append(" create(java.lang.Object[] values) {\n");
        text.append("        return Parts.create(values);\n    }\n\n");
        if (DirectSource.isPossible(model)) {
            DirectSource.write(model, environment.getElementUtils(), record, text);
        }
        if (model.hasRules()) {
            text.append("    @Override\n    protected void check(io.seaworthy.config.Rules rules) {\n        ");
            text.append(record).append(".rules(rules);\n    }\n\n");
        }
        writeParse(model, environment, text);
        text.append("    @Override\n    protected boolean isVerified() {\n        return true;\n    }\n\n");
        text.append("    /** What only the long way needs; apart, because a start pays for each method it loads. */\n");
        text.append("    private static final class Parts {\n\n");
        writeDescribe(model, environment, text);
        writeCreate(model, record, text);
        return text.append("    }\n}\n").toString();
    }

    private static void writeDescribe(RecordModel model, ProcessingEnvironment environment, StringBuilder text) {
        int count = model.components().size();
        text.append("    static void describe(io.seaworthy.config.Description description) {\n");
        for (int i = 0; i < count; i++) {
            text.append("        c").append(i).append("(description);\n");
        }
        text.append("    }\n\n");
        for (int i = 0; i < count; i++) {
            ComponentModel component = model.components().get(i);
            String variable = environment.getElementUtils().getConstantExpression(component.variable());
            text.append("    static io.seaworthy.config.Component c").append(i);
            text.append("(io.seaworthy.config.Description description) {\n        return description.");
            text.append(component.element().source(variable));
            for (Call call : component.calls()) {
                text.append("\n                .").append(call.source());
            }
            text.append(";\n    }\n\n");
        }
    }

    private static void writeCreate(RecordModel model, String record, StringBuilder text) {
        text.append("    @SuppressWarnings(\"unchecked\")\n    static ").append(record);
        text.append(" create(java.lang.Object[] values) {\n        return ");
        text.append(model.construction().source(SchemaSource::value));
        text.append(";\n    }\n");
    }

    private static String value(int index, String type) {
        return (type.equals("java.lang.Object") ? "" : "(" + type + ") ") + "values[" + index + "]";
    }

    private static void writeParse(RecordModel model, ProcessingEnvironment environment, StringBuilder text) {
        StringBuilder cases = new StringBuilder();
        for (ComponentModel component : model.components()) {
            if (component.element() instanceof ElementType.Custom custom) {
                cases.append("            case ")
                        .append(environment.getElementUtils().getConstantExpression(component.variable()))
                        .append(":\n                return ")
                        .append(custom.factory())
                        .append("(text);\n");
            }
        }
        if (!cases.isEmpty()) {
            text.append("    @Override\n    protected java.lang.Object parse(java.lang.String variable, ")
                    .append("java.lang.String text) throws java.lang.Exception {\n        switch (variable) {\n")
                    .append(cases)
                    .append(
                            "            default:\n                return super.parse(variable, text);\n        }\n    }\n\n");
        }
    }
}
