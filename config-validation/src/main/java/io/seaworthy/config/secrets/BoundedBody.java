package io.seaworthy.config.secrets;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects an answer's body up to a limit. Used once. */
final class BoundedBody implements BodySubscriber<byte[]> {

    /** More than the limit. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;
    }

    private final BodySubscriber<byte[]> bytes = BodySubscribers.ofByteArray();
    private final long limit;
    private long length;
    private Flow.@Nullable Subscription subscription;

    BoundedBody(long limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return bytes.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        bytes.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            length += buffer.remaining();
        }
        if (length <= limit) {
            bytes.onNext(buffers);
        } else if (subscription != null) {
            subscription.cancel();
            bytes.onError(new TooLarge());
        }
    }

    @Override
    public void onError(Throwable failed) {
        bytes.onError(failed);
    }

    @Override
    public void onComplete() {
        bytes.onComplete();
    }
}
