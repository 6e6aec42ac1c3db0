package io.seaworthy.config.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.seaworthy.config.Component;
import io.seaworthy.config.Description;
import io.seaworthy.config.Profile;
import io.seaworthy.config.Schema;
import io.seaworthy.kernel.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParityTest {

    /** As the annotation processor would write it. */
    public static final class SampleSchema extends Schema<Object> {
        public static final SampleSchema INSTANCE = new SampleSchema();

        private SampleSchema() {
            super("Sample");
        }

        @Override
        protected void describe(Description description) {
            Component port = description.component("PORT", int.class);
            port.defaultTo("8080");
            description.component("PUBLIC_URL", java.net.URI.class);
            description.component("JWT_SECRET", Secret.class);
        }

        @Override
        protected Object create(Object[] values) {
            return List.of(values);
        }
    }

    private static final String MANIFEST = """
            apiVersion: v1
            kind: Deployment
            spec:
              template:
                spec:
                  containers:
                    - name: harbour
                      image: harbour:1
                      env:
                        - name: PORT
                          value: "80"
                        - name: PUBLIC_URL
                          value: https://a.example # ours
                        - name: JWT_SECRET
                          valueFrom:
                            secretKeyRef:
                              name: harbour
                              key: JWT_SECRET
            ---
            kind: ConfigMap
            data:
              EXTRA: 'x'
            """;

    private static final String COMPOSE = """
            services:
              db:
                image: postgres
                environment:
                  POSTGRES_PASSWORD: x
              harbour:
                environment:
                  - PORT=http
                  - PUBLIC_URL=https://b.example
                  - JWT_SECRET
            """;

    private static List<String> lines(Deployed... all) {
        return Parity.of(SampleSchema.INSTANCE, all).stream()
                .map(v -> v.path() + " " + v.reason())
                .toList();
    }

    @Test
    void manifest_isReadWithoutTheSecretsValues() {
        Deployed deployed = Manifests.kubernetes("k8s", Profile.PRODUCTION, MANIFEST);

        assertThat(deployed.values())
                .containsOnlyKeys("PORT", "PUBLIC_URL", "EXTRA")
                .containsEntry("PUBLIC_URL", "https://a.example");
        assertThat(deployed.opaque()).containsExactly("JWT_SECRET");
        assertThat(deployed).hasToString("Deployed[k8s, 4 variables]");
    }

    @Test
    void composeFile_isReadAsListAndAsMap() {
        Deployed list = Manifests.compose("c", Profile.STAGING, "harbour", COMPOSE);
        Deployed map = Manifests.compose("c", Profile.STAGING, "db", COMPOSE);

        assertThat(list.values()).containsOnlyKeys("PORT", "PUBLIC_URL");
        assertThat(list.opaque()).containsExactly("JWT_SECRET");
        assertThat(map.values()).containsOnlyKeys("POSTGRES_PASSWORD");
        assertThatThrownBy(() -> Manifests.compose("c", Profile.STAGING, "web", COMPOSE))
                .hasMessageContaining("web");
    }

    @Test
    void deployments_areCompared() {
        assertThat(lines(
                        Manifests.kubernetes("k8s", Profile.PRODUCTION, MANIFEST),
                        Manifests.compose("compose", Profile.STAGING, "harbour", COMPOSE),
                        Deployed.of("env", Profile.STAGING, Map.of("PROT", "1"), Set.of())))
                .containsExactly(
                        "compose: PORT not_a_number",
                        "env: PROT unknown_name",
                        "env: PUBLIC_URL missing",
                        "env: JWT_SECRET missing",
                        "compose: EXTRA only_elsewhere",
                        "env: EXTRA only_elsewhere",
                        "env: PORT only_elsewhere");
    }

    @Test
    void serviceNamedUnderDependsOn_isNotTheService() {
        Deployed deployed = Manifests.compose("c", Profile.STAGING, "db", """
                services:
                  web:
                    depends_on:
                      db:
                        condition: service_started
                    labels:
                      environment:
                        WRONG: x
                  db:
                    labels:
                      environment:
                        WRONG: x
                    environment:
                      PASSWORD: abc
                """);

        assertThat(deployed.values()).containsOnlyKeys("PASSWORD");
    }

    @Test
    void kindAfterItsData_isUnderstood() {
        Deployed deployed = Manifests.kubernetes("k", Profile.STAGING, """
                apiVersion: v1
                data:
                  PLAIN: x
                kind: ConfigMap
                ---
                apiVersion: v1
                data:
                  HIDDEN: eA==
                kind: Secret
                """);

        assertThat(deployed.values()).containsOnlyKeys("PLAIN");
        assertThat(deployed.opaque()).containsExactly("HIDDEN");
    }

    @Test
    void typoOfOneDeployment_isNotAskedOfTheOthers() {
        Map<String, String> right = Map.of("PUBLIC_URL", "https://a.example", "PORT", "1");
        Deployed staging = Deployed.of("staging", Profile.STAGING, right, Set.of("JWT_SECRET"));
        Deployed production = Deployed.of(
                "production",
                Profile.PRODUCTION,
                Map.of("PUBLIC_URL", "https://a.example", "PORT", "1"),
                Set.of("JWT_SECERT"));

        assertThat(Parity.of(SampleSchema.INSTANCE, staging, production).toString())
                .contains("production: JWT_SECERT: unknown_name", "Did you mean JWT_SECRET?")
                .doesNotContain("only_elsewhere");
    }

    @Test
    void sharedSecret_isFoundAndNotShown() {
        Map<String, String> values = Map.of("PUBLIC_URL", "https://a.example", "JWT_SECRET", "canary-9x7");
        Deployed staging = Deployed.of("staging", Profile.STAGING, values, Set.of());
        Deployed production = Deployed.of("production", Profile.PRODUCTION, values, Set.of());

        assertThat(lines(staging, production)).containsExactly("staging and production: JWT_SECRET same_secret");
        assertThat(Parity.of(SampleSchema.INSTANCE, staging, production).toString())
                .doesNotContain("canary", "9x7");
    }

    @Test
    void yamlThatIsNotPlain_isRefusedWithItsLine() {
        for (String line : List.of("a: &x 1", "a: *x", "a: |", "a: {b: 1}", "a: \"x\\ny\"", "\ta: 1", "a: 'x' y")) {
            assertThatThrownBy(() -> Manifests.kubernetes("k", Profile.STAGING, "kind: Pod\n" + line))
                    .as(line)
                    .hasMessage("line 2: only plain YAML is compared");
        }
    }

    @Test
    void pipelinesCheck_endsWithACode(@TempDir Path directory) throws IOException {
        Path manifest = Files.writeString(directory.resolve("k8s.yaml"), MANIFEST);
        Path file = Files.writeString(directory.resolve("staging.env"), "PUBLIC_URL=https://a.example\nJWT_SECRET=x\n");
        String schema = SampleSchema.class.getName();

        assertThat(run(schema, "production=" + manifest)).isEqualTo("0 ");
        assertThat(run(schema, "production=" + manifest, "staging=" + file))
                .startsWith("1 staging.env: EXTRA: only_elsewhere");
        assertThat(run("no.Such", "production=" + manifest)).startsWith("64 no.Such is no public generated schema");
        assertThat(run(schema, "production=" + directory.resolve("none"))).startsWith("64 ");
        assertThat(run(schema)).startsWith("64 Give");
    }

    private static String run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = ParityMain.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
        return code + " " + out.toString(StandardCharsets.UTF_8);
    }
}
