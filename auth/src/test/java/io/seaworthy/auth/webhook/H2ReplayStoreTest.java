package io.seaworthy.auth.webhook;

import io.seaworthy.auth.Databases;

class H2ReplayStoreTest extends ReplayStoreConformance {

    @Override
    protected ReplayStore emptyStore() {
        return JdbcReplayStore.of(Databases.h2()).createSchema();
    }
}
