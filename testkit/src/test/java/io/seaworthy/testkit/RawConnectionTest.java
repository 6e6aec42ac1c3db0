package io.seaworthy.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RawConnectionTest {

    private ServerSocket listener;
    private RawConnection client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        client = RawConnection.open(listener.getLocalPort());
        server = listener.accept();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        listener.close();
    }

    private void answer(String text) throws IOException {
        server.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void bytes_areSentAsTheyAre() throws IOException {
        client.send("G\0T \u00ff\n").shutdownOutput();

        assertThat(server.getInputStream().readAllBytes()).containsExactly('G', 0, 'T', ' ', 0xff, '\n');
    }

    @Test
    void severalAnswers_areReadOneByOne() throws IOException {
        answer("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\naHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb");

        assertThat(client.read().text()).isEqualTo("a");
        assertThat(client.awaitFirstByte().read().text()).isEqualTo("b");
    }

    @Test
    void closedByTheServer_isNoticed() throws IOException {
        server.close();

        assertThat(client.isClosedByServer()).isTrue();
        assertThat(client.readOrNull("GET")).isNull();
    }

    @Test
    void openConnection_isNotClosed() throws IOException {
        client.timeoutMillis(50);

        assertThat(client.isClosedByServer()).isFalse();
        assertThatThrownBy(() -> client.read()).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void moreThanTheAnswer_isNotAClosedConnection() throws IOException {
        answer("HTTP/1.1 204 No\r\n\r\nrest");
        server.close();

        assertThat(client.read().status()).isEqualTo(204);
        assertThat(client.isClosedByServer()).isFalse();
    }

    @Test
    void abort_resetsTheConnection() throws IOException {
        client.abort();

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        answer("x".repeat(10_000));
                    }
                })
                .isInstanceOf(IOException.class);
    }
}
