package io.seaworthy.examples.harbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.config.Environment;
import io.seaworthy.ratelimit.LocalLimitStore;
import io.seaworthy.ratelimit.Overflow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The README of seaworthy-ratelimit shows Harbour's plans. */
class PlanTableTest {

    @Test
    void table_isTheOneInTheReadmeOfRatelimit() throws IOException {
        HarbourSettings defaults =
                Environment.of(Map.of()).load(HarbourSettingsSchema.INSTANCE).settings();
        String table = Guards.table(defaults)
                .build(LocalLimitStore.bounded(1_000, Overflow.REFUSE))
                .reference()
                .toMarkdown();
        Path readme = Path.of(System.getProperty("seaworthy.root"), "ratelimit", "README.md");
        assertThat(Files.readString(readme)).contains(table.strip());
    }
}
