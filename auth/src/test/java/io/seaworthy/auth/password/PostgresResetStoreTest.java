package io.seaworthy.auth.password;

import io.seaworthy.auth.Databases;

class PostgresResetStoreTest extends ResetStoreConformance {

    @Override
    protected ResetStore emptyStore() {
        return JdbcResetStore.of(Databases.postgres()).createSchema();
    }
}
