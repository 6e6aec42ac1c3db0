package io.seaworthy.config;

/**
 * Documentation generated from a settings record, so that it cannot drift from the code. No value of any environment is
 * in it. Immutable, thread-safe.
 */
public final class SettingsDocs {

    private final Schema<?> schema;

    private SettingsDocs(Schema<?> schema) {
        this.schema = schema;
    }

    /** The documentation of a record. */
    public static SettingsDocs of(Class<? extends Record> type) {
        return new SettingsDocs(ReflectiveSchema.of(type));
    }

    /** The documentation of a schema. */
    public static SettingsDocs of(Schema<?> schema) {
        return new SettingsDocs(schema);
    }

    /** A {@code .env.example}: every variable with what it takes; what need not be given is commented out. */
    public String envExample() {
        return EnvExample.write(schema.settings());
    }

    /** A Markdown table: variable, accepted form, default and duty in each environment. */
    public String markdown() {
        return MarkdownTable.write(schema.settings());
    }

    /** A JSON Schema (draft 2020-12) of the environment as an object of strings. */
    public String jsonSchema() {
        return JsonSchema.write(schema.name(), schema.settings());
    }

    /** The {@code env} of a Kubernetes container in production; secrets come from a secret of this name. */
    public String kubernetes(String secretName) {
        return KubernetesSnippet.of(schema.settings(), secretName);
    }

    @Override
    public String toString() {
        return "SettingsDocs[" + schema.name() + "]";
    }
}
