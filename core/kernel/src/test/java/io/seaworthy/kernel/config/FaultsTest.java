package io.seaworthy.kernel.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

class FaultsTest {

    @Test
    void noFault_throwsNothing() {
        Faults faults = Faults.in("Thing").check(true, "a", "1", "bad", "good");
        faults.throwIfAny();
        assertThat(faults.isEmpty()).isTrue();
    }

    @Test
    void allFaults_areThrownTogetherInTheirOrder() {
        Faults faults = Faults.in("Thing")
                .add("b", "2", "bad", "good")
                .check(false, "a", null, "missing", "something")
                .add(Violation.of("c", null, "bad", "good"));
        ConfigurationException thrown = catchThrowableOfType(ConfigurationException.class, faults::throwIfAny);
        assertThat(thrown.violations()).extracting(Violation::path).containsExactly("b", "a", "c");
        assertThat(thrown)
                .hasMessage("Thing has 3 faults:\n  b: bad (\"2\"); good\n  a: missing; something\n  c: bad; good");
    }

    @Test
    void oneFault_isSingular() {
        assertThatThrownBy(
                        () -> Faults.in("Thing").add("a", null, "missing", "x").throwIfAny())
                .hasMessageStartingWith("Thing has 1 fault:\n");
    }

    @Test
    void violations_areACopy() {
        Faults faults = Faults.in("Thing").add("a", null, "missing", "x");
        assertThat(faults.violations()).hasSize(1);
        assertThatThrownBy(() -> faults.violations().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void exceptionFromAnotherProcess_stillHasItsMessage() throws Exception {
        ConfigurationException thrown = catchThrowableOfType(
                ConfigurationException.class,
                () -> Faults.in("Thing").add("a", null, "missing", "x").throwIfAny());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(thrown);
        ConfigurationException copy = (ConfigurationException)
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        assertThat(copy).hasMessage(thrown.getMessage());
        assertThat(copy.violations()).isEmpty();
    }
}
