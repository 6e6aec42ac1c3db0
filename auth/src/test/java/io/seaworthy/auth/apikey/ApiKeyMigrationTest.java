package io.seaworthy.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import io.seaworthy.auth.Databases;
import io.seaworthy.auth.MariaDb;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A table of before keys named their successor, with a key in it. */
class ApiKeyMigrationTest {

    static Stream<Arguments> databases() {
        return Stream.of(
                Arguments.arguments("H2", (Supplier<DataSource>) Databases::h2),
                Arguments.arguments("PostgreSQL", (Supplier<DataSource>) Databases::postgres),
                Arguments.arguments("MariaDB", (Supplier<DataSource>) MariaDb::database));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("databases")
    void olderTable_isBroughtUpToDateAndKeepsItsKeys(String name, Supplier<DataSource> database) throws SQLException {
        DataSource source = database.get();
        ApiKeys before = ApiKeys.builder(JdbcApiKeyStore.of(source).createSchema(), "notes:read")
                .clock(InstantSource.system())
                .build();
        ApiKeyCreation.Created made =
                (ApiKeyCreation.Created) before.create("user-1", "of before", Set.of("notes:read"), Duration.ofDays(1));
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE seaworthy_api_key DROP COLUMN replaced_by");
        }

        JdbcApiKeyStore store = JdbcApiKeyStore.of(source).createSchema().createSchema();

        ApiKeys after = ApiKeys.builder(store, "notes:read").build();
        assertThat(after.verify(made.secret())).isInstanceOf(ApiKeyCheck.Valid.class);
        assertThat(after.rotate("user-1", made.key().id())).isInstanceOf(ApiKeyCreation.Created.class);
        assertThat(after.list("user-1")).extracting(ApiKey::name).containsExactlyInAnyOrder("of before", "of before");
    }
}
