package io.seaworthy.jdkhttp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestFieldsTest {

    private static RequestFields fields(String... namesAndValues) {
        Headers headers = new Headers();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return RequestFields.of(headers);
    }

    @Test
    void namesMatchInAnyCase_andValuesKeepTheirOrder() {
        RequestFields fields = fields("x-one", "a", "X-Two", "b", "X-ONE", "c");
        assertThat(fields.get("X-One")).isEqualTo(List.of("a", "c"));
        assertThat(fields.first("x-TWO")).isEqualTo("b");
        assertThat(fields.get("X-Three")).isNull();
        assertThat(fields.first("X-Three")).isNull();
    }

    @Test
    void valueWithAControlCharacter_isNotClean() {
        assertThat(fields("X-One", "a\tb", "X-Two", "\u00e4").areClean()).isTrue();
        assertThat(fields("X-One", "a", "X-Two", "a\u0001b").areClean()).isFalse();
    }

    @Test
    void nameThatIsNoToken_isNotClean() {
        assertThat(fields("X One", "a").areClean()).isFalse();
    }
}
