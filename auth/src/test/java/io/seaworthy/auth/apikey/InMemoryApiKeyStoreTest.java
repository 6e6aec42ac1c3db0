package io.seaworthy.auth.apikey;

class InMemoryApiKeyStoreTest extends ApiKeyStoreConformance {

    @Override
    protected ApiKeyStore emptyStore() {
        return InMemoryApiKeyStore.create();
    }
}
