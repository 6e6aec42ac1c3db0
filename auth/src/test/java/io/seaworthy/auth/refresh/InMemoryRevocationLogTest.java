package io.seaworthy.auth.refresh;

import io.seaworthy.auth.token.RevocationLog;
import io.seaworthy.auth.token.RevocationLogConformance;

class InMemoryRevocationLogTest extends RevocationLogConformance {

    private RefreshStore store;

    @Override
    protected RevocationLog emptyLog() {
        store = InMemoryRefreshStore.create();
        return store.revocationLog();
    }

    @Override
    protected RevocationLog secondNode() {
        return store.revocationLog();
    }
}
