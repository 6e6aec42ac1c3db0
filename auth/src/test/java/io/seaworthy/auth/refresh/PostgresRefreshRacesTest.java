package io.seaworthy.auth.refresh;

import io.seaworthy.auth.Databases;

class PostgresRefreshRacesTest extends RefreshRacesConformance {

    @Override
    protected RefreshStore emptyStore() {
        return JdbcRefreshStore.of(Databases.postgres()).createSchema();
    }
}
