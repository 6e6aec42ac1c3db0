package io.seaworthy.examples.harbour.data;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The accounts' table. */
public final class Accounts {

    private static final String COLUMNS = "select id, email, password_hash, plan, admin from account ";

    private final Sql sql;

    public Accounts(DataSource dataSource) {
        sql = new Sql(dataSource);
        sql.update("create table if not exists account ("
                + "id varchar(64) primary key, email varchar(254) not null unique, password_hash varchar(200) not null,"
                + " plan varchar(32) not null, admin boolean not null)");
    }

    /** Whether the account was added; false where the address is taken. */
    public boolean add(Account account) {
        return sql.insertNew(
                "insert into account (id, email, password_hash, plan, admin) values (?, ?, ?, ?, ?)",
                account.id(),
                account.email(),
                account.passwordHash(),
                account.plan(),
                account.admin());
    }

    public @Nullable Account byId(String id) {
        return first(sql.query(Accounts::read, COLUMNS + "where id = ?", id));
    }

    public @Nullable Account byEmail(String email) {
        return first(sql.query(Accounts::read, COLUMNS + "where email = ?", email));
    }

    public List<Account> all() {
        return sql.query(Accounts::read, COLUMNS + "order by id");
    }

    public boolean isEmpty() {
        return sql.query(row -> row.getInt(1), "select count(*) from account").get(0) == 0;
    }

    public void setPasswordHash(String id, String hash) {
        sql.update("update account set password_hash = ? where id = ?", hash, id);
    }

    /** Replaces the hash that the account was read with; where it has another one by now, that one stays. */
    public void upgradePasswordHash(Account read, String hash) {
        sql.update(
                "update account set password_hash = ? where id = ? and password_hash = ?",
                hash,
                read.id(),
                read.passwordHash());
    }

    public void setPlan(String id, String plan) {
        sql.update("update account set plan = ? where id = ?", plan, id);
    }

    private static Account read(ResultSet row) throws SQLException {
        return new Account(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getBoolean(5));
    }

    private static @Nullable Account first(List<Account> found) {
        return found.isEmpty() ? null : found.get(0);
    }
}
