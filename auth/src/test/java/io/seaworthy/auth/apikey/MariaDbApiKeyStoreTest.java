package io.seaworthy.auth.apikey;

import io.seaworthy.auth.MariaDb;

class MariaDbApiKeyStoreTest extends ApiKeyStoreConformance {

    @Override
    protected ApiKeyStore emptyStore() {
        return JdbcApiKeyStore.of(MariaDb.database()).createSchema();
    }
}
