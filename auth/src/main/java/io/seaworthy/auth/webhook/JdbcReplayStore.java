package io.seaworthy.auth.webhook;

import io.seaworthy.auth.internal.Jdbc;
import java.time.Instant;
import javax.sql.DataSource;

/** Claims in H2 or PostgreSQL, shared by all nodes. Thread-safe. */
public final class JdbcReplayStore implements ReplayStore {

    private static final String TABLE = "seaworthy_webhook_event";

    private final Jdbc jdbc;

    private JdbcReplayStore(DataSource dataSource) {
        jdbc = Jdbc.over(dataSource);
    }

    /** Opens no connection yet. */
    public static JdbcReplayStore of(DataSource dataSource) {
        return new JdbcReplayStore(dataSource);
    }

    /** Creates the table where it is missing; any number of nodes may call it at once. */
    public JdbcReplayStore createSchema() {
        jdbc.createSchema(JdbcReplayStore.class, "schema.sql");
        return this;
    }

    @Override
    public boolean claim(String id, Instant until) {
        return jdbc.run(
                "claim a webhook event",
                session -> session.insertIfAbsent(TABLE, "event_id, forget_at", id, until.toEpochMilli()));
    }

    @Override
    public void release(String id) {
        jdbc.run(
                "release a webhook event",
                session -> session.update("DELETE FROM " + TABLE + " WHERE event_id = ?", id));
    }

    @Override
    public int purge(Instant now) {
        return jdbc.run(
                "purge webhook events",
                session -> session.update("DELETE FROM " + TABLE + " WHERE forget_at < ?", now.toEpochMilli()));
    }

    @Override
    public String toString() {
        return "JdbcReplayStore";
    }
}
