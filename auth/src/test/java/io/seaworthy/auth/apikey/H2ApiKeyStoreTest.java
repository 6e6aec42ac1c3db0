package io.seaworthy.auth.apikey;

import io.seaworthy.auth.Databases;

class H2ApiKeyStoreTest extends ApiKeyStoreConformance {

    @Override
    protected ApiKeyStore emptyStore() {
        return JdbcApiKeyStore.of(Databases.h2()).createSchema();
    }
}
