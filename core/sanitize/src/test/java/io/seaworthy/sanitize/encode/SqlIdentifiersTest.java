package io.seaworthy.sanitize.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.seaworthy.kernel.config.ConfigurationException;
import org.junit.jupiter.api.Test;

class SqlIdentifiersTest {

    @Test
    void find_givesOurOwnNameOrNothing() {
        String ours = "created_at";
        SqlIdentifiers names = SqlIdentifiers.of("title", ours);

        assertThat(names.find(new String("created_at")).orElseThrow()).isSameAs(ours);
        assertThat(names.find("TITLE")).isEmpty();
        assertThat(names.find("title; drop table notes")).isEmpty();
    }

    @Test
    void namesThatNeedQuotes_areRefusedTogether() {
        ConfigurationException thrown = catchThrowableOfType(
                ConfigurationException.class, () -> SqlIdentifiers.of("title desc", "1st", "", "ok", "ok"));

        assertThat(thrown.violations())
                .extracting(fault -> fault.path() + " " + fault.reason())
                .containsExactly(
                        "names[0] not_a_name", "names[1] not_a_name", "names[2] not_a_name", "names[4] given_twice");
    }
}
