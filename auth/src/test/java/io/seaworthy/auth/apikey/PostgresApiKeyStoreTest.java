package io.seaworthy.auth.apikey;

import io.seaworthy.auth.Databases;

class PostgresApiKeyStoreTest extends ApiKeyStoreConformance {

    @Override
    protected ApiKeyStore emptyStore() {
        return JdbcApiKeyStore.of(Databases.postgres()).createSchema();
    }
}
