package io.seaworthy.auth.refresh;

class InMemoryRefreshRacesTest extends RefreshRacesConformance {

    @Override
    protected RefreshStore emptyStore() {
        return InMemoryRefreshStore.create();
    }
}
