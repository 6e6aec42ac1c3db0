package io.seaworthy.auth.refresh;

import io.seaworthy.auth.MariaDb;
import javax.sql.DataSource;

class MariaDbRefreshStoreTest extends RefreshStoreConformance {

    private DataSource database;

    @Override
    protected RefreshStore emptyStore() {
        database = MariaDb.database();
        // Twice: a second node starts with the tables in place.
        return JdbcRefreshStore.of(database).createSchema().createSchema();
    }

    @Override
    protected RefreshStore secondNode() {
        return JdbcRefreshStore.of(database);
    }
}
