package io.seaworthy.auth.webhook;

import io.seaworthy.auth.MariaDb;

class MariaDbReplayStoreTest extends ReplayStoreConformance {

    @Override
    protected ReplayStore emptyStore() {
        return JdbcReplayStore.of(MariaDb.database()).createSchema();
    }
}
