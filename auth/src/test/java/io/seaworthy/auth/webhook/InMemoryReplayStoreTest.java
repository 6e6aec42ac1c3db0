package io.seaworthy.auth.webhook;

class InMemoryReplayStoreTest extends ReplayStoreConformance {

    @Override
    protected ReplayStore emptyStore() {
        return InMemoryReplayStore.bounded(1_000);
    }
}
