package io.seaworthy.benchmarks.password;

import at.favre.lib.crypto.bcrypt.BCrypt;
import io.seaworthy.auth.password.PasswordCheck;
import io.seaworthy.auth.password.PasswordHashing;
import io.seaworthy.auth.password.Passwords;
import io.seaworthy.kernel.Secret;
import java.util.function.Predicate;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Who checks a password; all with bcrypt at cost 12. */
public enum PasswordPeer {
    /** With a pepper, normalisation and a bound on checks at a time. */
    SEAWORTHY,
    SPRING,
    /** The bare library that ours uses. */
    FLOOR;

    Predicate<String> check(String password) {
        return switch (this) {
            case SEAWORTHY -> seaworthy(password);
            case SPRING -> spring(password);
            case FLOOR -> bare(password);
        };
    }

    private static Predicate<String> seaworthy(String password) {
        Passwords passwords = Passwords.of(Secret.of(new byte[] {
            7, 12, 93, 44, 5, 16, 27, 38, 49, 110, 11, 121, 13, 114, 15, 96, 17, 88, 19, 70, 21, 62, 23, 54, 25, 46, 27,
            38, 29, 30, 31, 32
        }));
        if (!(passwords.hash(password) instanceof PasswordHashing.Hashed hashed)) {
            throw new IllegalStateException("The password was not hashed");
        }
        return given -> passwords.check(given, hashed.value()) instanceof PasswordCheck.Matched;
    }

    private static Predicate<String> spring(String password) {
        BCryptPasswordEncoder encoder = new BCryptPasswordEncoder(12);
        String hash = encoder.encode(password);
        return given -> encoder.matches(given, hash);
    }

    private static Predicate<String> bare(String password) {
        String hash = BCrypt.withDefaults().hashToString(12, password.toCharArray());
        return given -> BCrypt.verifyer().verify(given.toCharArray(), hash).verified;
    }
}
