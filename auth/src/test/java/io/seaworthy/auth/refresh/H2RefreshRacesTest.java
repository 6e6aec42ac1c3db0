package io.seaworthy.auth.refresh;

import io.seaworthy.auth.Databases;

class H2RefreshRacesTest extends RefreshRacesConformance {

    @Override
    protected RefreshStore emptyStore() {
        return JdbcRefreshStore.of(Databases.h2()).createSchema();
    }
}
