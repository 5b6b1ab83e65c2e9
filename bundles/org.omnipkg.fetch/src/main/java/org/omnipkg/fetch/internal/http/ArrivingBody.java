package org.omnipkg.fetch.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.omnipkg.fetch.internal.shared.Waiting;
import org.omnipkg.model.Progress;

/**
 * A body read as it arrives. The JDK's own stream waits without limit; this one notices silence and
 * a cancelled caller.
 */
final class ArrivingBody extends InputStream implements HttpResponse.BodySubscriber<InputStream> {
  private static final int AHEAD = 16;

  private record Piece(List<ByteBuffer> bytes, @Nullable Throwable failure, boolean last) {}

  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private final Duration stall;
  private final Progress progress;
  private List<ByteBuffer> open = List.of();
  private int next;
  private boolean ended;

  ArrivingBody(Duration stall, Progress progress) {
    this.stall = stall;
    this.progress = progress;
  }

  @Override
  public CompletionStage<InputStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription s) {
    if (subscription.complete(s)) {
      s.request(AHEAD);
    } else {
      s.cancel();
    }
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    pieces.add(new Piece(bytes, null, false));
  }

  @Override
  public void onError(Throwable failure) {
    pieces.add(new Piece(List.of(), failure, true));
  }

  @Override
  public void onComplete() {
    pieces.add(new Piece(List.of(), null, true));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      while (next < open.size()) {
        ByteBuffer buffer = open.get(next);
        if (buffer.hasRemaining()) {
          int count = Math.min(length, buffer.remaining());
          buffer.get(into, offset, count);
          return count;
        }
        next++;
      }
      take();
    }
    return -1;
  }

  private void take() throws IOException {
    Piece[] taken = new Piece[1];
    boolean came =
        Waiting.until(
            stall,
            progress,
            nanos -> {
              taken[0] = pieces.poll(nanos, TimeUnit.NANOSECONDS);
              return taken[0] != null;
            });
    if (!came) {
      throw new Stalled();
    }
    if (taken[0].failure() != null) {
      ended = true;
      throw new Cut(taken[0].failure());
    }
    ended = taken[0].last();
    open = taken[0].bytes();
    next = 0;
    if (!ended) {
      subscription.join().request(1);
    }
  }

  /** Ends the transfer if it is still going. */
  @Override
  public void close() {
    ended = true;
    if (!subscription.cancel(false)) {
      subscription.join().cancel();
    }
  }
}
