package org.omnipkg.fetch.internal.practice;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server that this process talks to for practice: HTTP/2 over TLS, as registries speak it. */
final class Loopback implements AutoCloseable {
  private static final int SILENCE_MILLIS = 10_000;
  private static final int WAITING = 4;

  private final SSLServerSocket door;
  private final Set<SSLSocket> clients = ConcurrentHashMap.newKeySet();
  private volatile Map<String, byte[]> documents = Map.of();
  private volatile String type = "";

  Loopback(Identity identity) throws IOException {
    door =
        (SSLServerSocket)
            identity
                .server()
                .getServerSocketFactory()
                .createServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
    door.setSoTimeout(SILENCE_MILLIS);
    SSLParameters terms = door.getSSLParameters();
    terms.setApplicationProtocols(new String[] {"h2"});
    door.setSSLParameters(terms);
    start(this::listen);
  }

  URI address() {
    return URI.create("https://" + Identity.HOST + ":" + door.getLocalPort() + "/");
  }

  /** What it answers with from the next connection on, by paths. */
  void show(Map<String, byte[]> documents, String type) {
    this.documents = documents;
    this.type = type;
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "omnipkg-practice");
    thread.setDaemon(true);
    thread.start();
  }

  private void listen() {
    try (door) {
      while (true) {
        SSLSocket client = (SSLSocket) door.accept();
        clients.add(client);
        start(() -> serve(client));
      }
    } catch (IOException over) {
      // whoever practised has gone
    }
  }

  private void serve(SSLSocket client) {
    try (client) {
      client.setSoTimeout(SILENCE_MILLIS);
      client.setTcpNoDelay(true);
      client.startHandshake();
      new Exchanges(
              client.getInputStream(),
              new BufferedOutputStream(client.getOutputStream(), 1 << 15),
              documents,
              type)
          .hold();
    } catch (IOException over) {
      // the same
    } finally {
      clients.remove(client);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (SSLSocket client : clients) {
      client.close();
    }
  }
}
