package io.seaworthy.auth.refresh;

import io.seaworthy.auth.Databases;
import javax.sql.DataSource;

class PostgresRefreshStoreTest extends RefreshStoreConformance {

    private DataSource database;

    @Override
    protected RefreshStore emptyStore() {
        database = Databases.postgres();
        // Twice: a second node starts with the tables in place.
        return JdbcRefreshStore.of(database).createSchema().createSchema();
    }

    @Override
    protected RefreshStore secondNode() {
        return JdbcRefreshStore.of(database);
    }
}
