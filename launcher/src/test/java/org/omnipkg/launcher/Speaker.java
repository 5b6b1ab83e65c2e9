package org.omnipkg.launcher;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.omnipkg.daemon.protocol.Frame;
import org.omnipkg.daemon.protocol.FrameChannel;
import org.omnipkg.daemon.protocol.Request;

/** Speaks the protocol itself: a client without a process. */
final class Speaker {
  private final Path socket;
  private final String build;

  Speaker(Path socket, String build) {
    this.socket = socket;
    this.build = build;
  }

  /** The exit code and what came on standard output. */
  Run.Ended ask(String... argv) throws IOException {
    StringBuilder out = new StringBuilder();
    StringBuilder err = new StringBuilder();
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      FrameChannel frames = new FrameChannel(channel, channel);
      Request request =
          new Request(build, List.of(argv), "/", Map.of("PATH", "/usr/bin:/bin"), 0, 0, 0);
      frames.write(Frame.REQUEST, request.encode());
      while (true) {
        Frame frame = frames.read().orElseThrow(() -> new IOException("no answer"));
        switch (frame.type()) {
          case Frame.ACCEPTED -> {}
          case Frame.OUTPUT -> out.append(new String(frame.payload(), StandardCharsets.UTF_8));
          case Frame.ERROR -> err.append(new String(frame.payload(), StandardCharsets.UTF_8));
          case Frame.EXIT -> {
            int code = ByteBuffer.wrap(frame.payload()).getInt();
            return new Run.Ended(code, out.toString(), err.toString());
          }
          default -> throw new IOException("frame " + (char) frame.type());
        }
      }
    }
  }
}
