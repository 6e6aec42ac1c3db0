package io.seaworthy.testkit;

import io.seaworthy.kernel.GuardChain;
import java.util.Objects;
import java.util.concurrent.ExecutorService;

/**
 * What the server under test is to be started with.
 *
 * @param chain the guards
 * @param application the one handler behind them
 * @param executor the threads that handlers run on, for servers that take an executor; closed by the kit
 */
public record KitSetup(GuardChain chain, KitApplication application, ExecutorService executor) {

    public KitSetup {
        Objects.requireNonNull(chain, "chain");
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(executor, "executor");
    }
}
