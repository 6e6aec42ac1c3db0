package io.seaworthy.auth.refresh;

class InMemoryRefreshStoreTest extends RefreshStoreConformance {

    private RefreshStore store;

    @Override
    protected RefreshStore emptyStore() {
        store = InMemoryRefreshStore.create();
        return store;
    }

    @Override
    protected RefreshStore secondNode() {
        return store;
    }
}
