package io.seaworthy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Documents say under which condition a setting is asked for. */
class ConditionalDocsTest {

    sealed interface Storage {
        record InMemory() implements Storage {}

        record Bucket(@Env("BUCKET_NAME") String name) implements Storage {}
    }

    record App(
            @ChosenBy(value = "STORAGE", otherwise = "in-memory")
            Storage storage,

            @Env("LOG_FORMAT") @Default("text") String format,

            @Env("LOG_HOST") @When(variable = "LOG_FORMAT", is = "json")
            Optional<String> host,

            @Env("URL")
            @Schemes({"http", "https"})
            @Schemes(
                    value = "https",
                    in = {Profile.STAGING, Profile.PRODUCTION})
            URI url) {}

    record Wrong(@ChosenBy("STORAGE") @Default("in-memory") Storage storage) {}

    private final SettingsDocs docs = SettingsDocs.of(App.class);

    @Test
    void documents_nameTheCondition() {
        assertThat(docs.envExample()).contains("#BUCKET_NAME=", "Required where STORAGE is bucket", "URL=");
        assertThat(docs.markdown())
                .contains("required where STORAGE is bucket", "optional where LOG_FORMAT is json")
                .contains("; in staging and production: an absolute URL with a host, scheme https");
        assertThat(docs.jsonSchema())
                .contains("{\"if\":{\"properties\":{\"STORAGE\":{\"enum\":[\"bucket\"]}},\"required\":[\"STORAGE\"]}");
        assertThat(docs.kubernetes("s")).contains("# - name: BUCKET_NAME");
    }

    @Test
    void defaultOfAChoice_isAFaultThatNamesTheRightWay() {
        assertThatThrownBy(() -> Environment.of(Map.of()).load(Wrong.class))
                .hasMessageContaining("no_effect")
                .hasMessageContaining("otherwise");
    }
}
