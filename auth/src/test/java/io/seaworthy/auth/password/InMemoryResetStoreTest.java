package io.seaworthy.auth.password;

class InMemoryResetStoreTest extends ResetStoreConformance {

    @Override
    protected ResetStore emptyStore() {
        return InMemoryResetStore.create();
    }
}
