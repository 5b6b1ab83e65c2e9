package org.omnipkg.daemon.internal;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.omnipkg.daemon.protocol.Request;
import org.osgi.service.log.Logger;

/** A thread per client, up to a bound; the rest wait in the socket's queue. */
final class SocketServer {
  private static final int CLIENTS = 128;

  /** A thread nobody needs keeps its stack this long. */
  private static final int SPARE_SECONDS = 5;

  private static final Duration COMMANDS_PATIENCE = Duration.ofSeconds(20);
  private final Listener listener;
  private final String build;
  private final CommandSource commands;
  private final Logger log;
  private final Runnable replaced;
  private final Workload workload;
  private final Semaphore places = new Semaphore(CLIENTS);
  private final ExecutorService threads;
  private volatile boolean lingering;

  /**
   * @param replaced called when a client of another build came: this daemon is to go
   * @param occupied told how many are being served, whenever one begins or ends
   */
  SocketServer(
      Listener listener,
      String build,
      CommandSource commands,
      Logger log,
      Runnable replaced,
      IntConsumer occupied) {
    this.workload = new Workload(occupied);
    this.listener = listener;
    this.build = build;
    this.commands = commands;
    this.log = log;
    this.replaced = replaced;
    this.threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            SPARE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            named());
  }

  void start() {
    threads.execute(this::accept);
  }

  Workload workload() {
    return workload;
  }

  Listener listener() {
    return listener;
  }

  /**
   * From now on a client that was answered is not left before the process ends: so whoever asked
   * for that end can wait for it.
   */
  void linger() {
    lingering = true;
  }

  /** Takes no more requests, lets those that run end, then tells them to. True if all ended. */
  boolean drain(Duration willing, Duration cancelling) throws InterruptedException {
    leave();
    boolean quiet = workload.awaitQuiet(willing);
    if (!quiet) {
      workload.cancelAll();
      quiet = workload.awaitQuiet(cancelling);
    }
    close();
    return quiet;
  }

  private void leave() {
    workload.close();
    try {
      listener.hide();
    } catch (IOException e) {
      log.warn("the socket could not be removed", e);
    }
  }

  private void close() {
    try {
      listener.close();
    } catch (IOException e) {
      log.warn("the socket could not be closed", e);
    }
    threads.shutdown();
  }

  /**
   * Takes one client and serves it, while another thread waits for the next: whoever is there is
   * answered without being handed over.
   */
  private void accept() {
    try {
      places.acquire();
      SocketChannel client = listener.accept();
      try {
        threads.execute(this::accept);
      } catch (RejectedExecutionException ending) {
        log.debug("this is the last client");
      }
      attend(client);
    } catch (ClosedChannelException e) {
      log.debug("the socket is closed");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      log.error("accepting clients failed", e);
      replaced.run();
    }
  }

  private void attend(SocketChannel client) {
    try {
      serve(client);
      if (!lingering) {
        client.close();
      }
    } catch (IOException e) {
      log.debug("a client broke off", e);
      abandon(client);
    } catch (RuntimeException | Error e) {
      log.error("a client could not be served", e);
      abandon(client);
    } finally {
      places.release();
    }
  }

  private void abandon(SocketChannel client) {
    try {
      client.close();
    } catch (IOException e) {
      log.debug("a client could not be closed", e);
    }
  }

  private void serve(SocketChannel client) throws IOException {
    Session session = new Session(client, client, commands, COMMANDS_PATIENCE, threads);
    Optional<byte[]> request = session.request();
    if (request.isEmpty()) {
      return;
    }
    String wanted = Request.build(request.get());
    if (!wanted.equals(build)) {
      log.info("a client of build {} came; this is {}", wanted, build);
      leave();
      session.refuse(build);
      replaced.run();
    } else if (workload.begin(session)) {
      try {
        session.run(request.get());
      } catch (RuntimeException | Error e) {
        log.error("a request failed", e);
        session.broken(e);
      } finally {
        workload.end(session);
      }
    } else {
      session.refuse(build);
    }
  }

  private static ThreadFactory named() {
    AtomicLong count = new AtomicLong();
    return task -> {
      Thread thread = new Thread(task, "omnipkg-client-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
