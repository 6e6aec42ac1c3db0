package io.seaworthy.auth.refresh;

import io.seaworthy.auth.Databases;
import io.seaworthy.auth.token.RevocationLog;
import io.seaworthy.auth.token.RevocationLogConformance;
import javax.sql.DataSource;

class H2RevocationLogTest extends RevocationLogConformance {

    private DataSource database;

    @Override
    protected RevocationLog emptyLog() {
        database = Databases.h2();
        return JdbcRefreshStore.of(database).createSchema().revocationLog();
    }

    @Override
    protected RevocationLog secondNode() {
        return JdbcRefreshStore.of(database).revocationLog();
    }
}
