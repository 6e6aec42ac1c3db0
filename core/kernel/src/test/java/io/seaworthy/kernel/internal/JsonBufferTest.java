package io.seaworthy.kernel.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class JsonBufferTest {

    @Test
    void bytesWrittenIntoTheArray_countOnceTheyAreTold() {
        JsonBuffer out = JsonBuffer.create(16).putAscii("0123456789");
        byte[] array = out.array(1000);
        array[out.size()] = 'a';
        array[out.size() + 1] = 'b';
        assertThat(out.size()).isEqualTo(10);
        out.advance(2);
        assertThat(new String(out.put('c').toBytes(), UTF_8)).isEqualTo("0123456789abc");
    }

    @Test
    void moreThanThereIsRoomFor_isRefused() {
        JsonBuffer out = JsonBuffer.create(16);
        assertThatIllegalArgumentException().isThrownBy(() -> out.advance(out.capacity() + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> out.advance(-1));
    }

    @Test
    void bytesFromAPositionOn_areThoseBehindIt() {
        byte[] raw = {',', '"', 'a'};
        JsonBuffer out =
                JsonBuffer.create(16).put(raw, 0).put(raw, 1).put(raw, 2).put(raw, 3);
        assertThat(new String(out.toBytes(), UTF_8)).isEqualTo(",\"a\"aa");
    }
}
