package io.seaworthy.auth.refresh;

import io.seaworthy.auth.MariaDb;
import io.seaworthy.auth.token.RevocationLog;
import io.seaworthy.auth.token.RevocationLogConformance;
import javax.sql.DataSource;

class MariaDbRevocationLogTest extends RevocationLogConformance {

    private DataSource database;

    @Override
    protected RevocationLog emptyLog() {
        database = MariaDb.database();
        return JdbcRefreshStore.of(database).createSchema().revocationLog();
    }

    @Override
    protected RevocationLog secondNode() {
        return JdbcRefreshStore.of(database).revocationLog();
    }
}
