package io.seaworthy.examples.harbour.data;

import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** The notes' table. */
public final class Notes {

    /** What a client sees of a note; the names are the contract's. */
    public record Note(String id, String title, String html, Instant createdAt) {}

    private final Sql sql;

    public Notes(DataSource dataSource) {
        sql = new Sql(dataSource);
        sql.update("create table if not exists note ("
                + "id varchar(64) primary key, owner varchar(64) not null, title varchar(200) not null,"
                + " html varchar(65536) not null, created_at bigint not null)");
        sql.update("create index if not exists note_owner on note (owner, created_at)");
    }

    public void add(String owner, Note note) {
        sql.update(
                "insert into note (id, owner, title, html, created_at) values (?, ?, ?, ?, ?)",
                note.id(),
                owner,
                note.title(),
                note.html(),
                note.createdAt().toEpochMilli());
    }

    /** The newest hundred notes of an account, newest first. */
    public List<Note> of(String owner) {
        return sql.query(
                row -> new Note(
                        row.getString(1), row.getString(2), row.getString(3), Instant.ofEpochMilli(row.getLong(4))),
                "select id, title, html, created_at from note where owner = ?"
                        + " order by created_at desc, id desc fetch first 100 rows only",
                owner);
    }
}
