package org.omnipkg.itest;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;

/** Answers on loopback, each in a thread that keeps no test from ending. */
final class LoopbackServer implements AutoCloseable {
  private final HttpServer server;

  LoopbackServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task);
              thread.setDaemon(true);
              return thread;
            }));
    server.start();
  }

  /** Whatever begins with a path is answered by this from now on. */
  void answer(String path, HttpHandler handler) {
    server.createContext(path, handler);
  }

  /** Its host and port. */
  String place() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** The address of a path on it. */
  String address(String path) {
    return "http://" + place() + path;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
