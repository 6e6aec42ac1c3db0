package io.seaworthy.auth.password;

import io.seaworthy.auth.Databases;

class H2ResetStoreTest extends ResetStoreConformance {

    @Override
    protected ResetStore emptyStore() {
        return JdbcResetStore.of(Databases.h2()).createSchema();
    }
}
