package io.seaworthy.auth.refresh;

import io.seaworthy.auth.MariaDb;

class MariaDbRefreshRacesTest extends RefreshRacesConformance {

    @Override
    protected RefreshStore emptyStore() {
        return JdbcRefreshStore.of(MariaDb.database()).createSchema();
    }
}
