package io.seaworthy.auth.webhook;

import io.seaworthy.auth.Databases;

class PostgresReplayStoreTest extends ReplayStoreConformance {

    @Override
    protected ReplayStore emptyStore() {
        return JdbcReplayStore.of(Databases.postgres()).createSchema();
    }
}
