package io.seaworthy.auth.password;

import io.seaworthy.auth.MariaDb;

class MariaDbResetStoreTest extends ResetStoreConformance {

    @Override
    protected ResetStore emptyStore() {
        return JdbcResetStore.of(MariaDb.database()).createSchema();
    }
}
