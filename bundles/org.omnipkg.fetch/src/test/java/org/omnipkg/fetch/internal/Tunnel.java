package org.omnipkg.fetch.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that joins two sockets on CONNECT, or always says the same. */
final class Tunnel implements AutoCloseable {
  final List<String> heads = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ServerSocket socket;
  private final String always;

  Tunnel() throws IOException {
    this("");
  }

  Tunnel(String always) throws IOException {
    this.always = always;
    socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    threads.submit(
        () -> {
          while (true) {
            Socket client = socket.accept();
            threads.submit(
                () -> {
                  serve(client);
                  return true;
                });
          }
        });
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve(Socket client) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = client.getInputStream().read();
      if (next < 0) {
        return;
      }
      head.append((char) next);
    }
    heads.add(head.toString());
    String answer = always.isEmpty() ? "HTTP/1.1 200 OK\r\n\r\n" : always;
    if (always.isEmpty()) {
      String[] target = head.toString().split(" ", 3)[1].split(":", 2);
      Socket server = new Socket(target[0], Integer.parseInt(target[1]));
      threads.submit(() -> pump(server, client));
      client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      pump(client, server);
    } else {
      client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
      client.close();
    }
  }

  private static long pump(Socket from, Socket to) throws IOException {
    try (from;
        to;
        InputStream in = from.getInputStream()) {
      return in.transferTo(to.getOutputStream());
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
