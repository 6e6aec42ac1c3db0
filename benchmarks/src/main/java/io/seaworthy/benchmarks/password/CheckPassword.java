package io.seaworthy.benchmarks.password;

import io.seaworthy.benchmarks.Nanoseconds;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** The right password of an account; a quarter of a second, by intention. */
public class CheckPassword extends Nanoseconds {

    private static final String PASSWORD = "correct horse battery staple";

    @Param
    public PasswordPeer who = PasswordPeer.SEAWORTHY;

    private @Nullable Predicate<String> check;

    @Setup
    public void prepare() {
        Predicate<String> made = who.check(PASSWORD);
        require(made.test(PASSWORD), who + " knows the password");
        require(!made.test(PASSWORD + "r"), who + " refuses another");
        check = made;
    }

    @Benchmark
    public boolean check() {
        return check != null && check.test(PASSWORD);
    }
}
