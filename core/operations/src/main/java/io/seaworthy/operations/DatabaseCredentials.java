package io.seaworthy.operations;

import io.seaworthy.kernel.Secret;
import java.util.Objects;

/**
 * Who a pool connects as.
 *
 * @param user the database user
 * @param password the password; empty where the database asks for none
 */
public record DatabaseCredentials(String user, Secret password) {

    public DatabaseCredentials {
        Objects.requireNonNull(user, "user");
        Objects.requireNonNull(password, "password");
    }
}
