package io.seaworthy.testkit;

/** The application behind the adapter under test: one handler for all paths, written against a neutral exchange. */
@FunctionalInterface
public interface KitApplication {

    void handle(KitExchange exchange) throws Exception;
}
