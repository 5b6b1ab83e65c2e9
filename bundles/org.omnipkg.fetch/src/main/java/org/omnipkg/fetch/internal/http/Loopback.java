package org.omnipkg.fetch.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A server of one connection that this process talks to for practice. */
final class Loopback implements AutoCloseable {
  private static final int PAGE = 200_000;
  private static final int SILENCE_MILLIS = 5_000;

  private final ServerSocket door;
  private final Thread server = new Thread(this::serve, "omnipkg-practice");

  Loopback() throws IOException {
    door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    door.setSoTimeout(SILENCE_MILLIS);
    server.setDaemon(true);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort() + "/practice");
  }

  private void serve() {
    try (Socket client = door.accept()) {
      client.setSoTimeout(SILENCE_MILLIS);
      InputStream in = client.getInputStream();
      OutputStream out = client.getOutputStream();
      byte[] head =
          ("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: " + PAGE + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII);
      while (request(in)) {
        out.write(head);
        out.write(new byte[PAGE]);
        out.flush();
      }
    } catch (IOException over) {
      // whoever practised has gone
    }
  }

  /** Reads up to the empty line. */
  private static boolean request(InputStream in) throws IOException {
    int line = 0;
    for (int c = in.read(); c >= 0; c = in.read()) {
      if (c == '\n' && line == 0) {
        return true;
      }
      line = c == '\n' ? 0 : c == '\r' ? line : line + 1;
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
