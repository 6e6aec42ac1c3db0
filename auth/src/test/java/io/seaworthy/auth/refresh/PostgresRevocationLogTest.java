package io.seaworthy.auth.refresh;

import io.seaworthy.auth.Databases;
import io.seaworthy.auth.token.RevocationLog;
import io.seaworthy.auth.token.RevocationLogConformance;
import javax.sql.DataSource;

class PostgresRevocationLogTest extends RevocationLogConformance {

    private DataSource database;

    @Override
    protected RevocationLog emptyLog() {
        database = Databases.postgres();
        return JdbcRefreshStore.of(database).createSchema().revocationLog();
    }

    @Override
    protected RevocationLog secondNode() {
        return JdbcRefreshStore.of(database).revocationLog();
    }
}
