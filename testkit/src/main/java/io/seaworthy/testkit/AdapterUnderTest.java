package io.seaworthy.testkit;

import java.util.List;
import java.util.Set;

/** What an integration tells the kit about itself. */
public interface AdapterUnderTest {

    /** Starts a server whose every path goes through the adapter, with this chain, to this application. */
    KitServer start(KitSetup setup) throws Exception;

    /** What the server and the adapter can do. */
    Set<Capability> capabilities();

    /** The server's own ways to commit a response, beyond those that {@link KitExchange} has. */
    default List<CommitPath> commitPaths() {
        return List.of();
    }

    /**
     * The header fields that the server takes off the error pages it writes itself, where no adapter can reach; an
     * integration that names any says so in its README. The law about {@link KitExchange#sendError} leaves them out.
     */
    default Set<String> takenOffErrorPages() {
        return Set.of();
    }

    /**
     * Who answers a malformed request, and how. Every kind has to be answered for: the point is that nothing about it is
     * left to chance.
     */
    Refusal refusal(BadRequest kind);
}
