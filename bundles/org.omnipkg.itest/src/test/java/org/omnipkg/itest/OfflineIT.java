package org.omnipkg.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Without the network, and without the caches: from the store alone. */
@Tag("live")
class OfflineIT {
  private static final String COMMAND = Distribution.folder().resolve("bin/omnipkg").toString();
  private static Shipped omnipkg;

  @BeforeAll
  static void fill() {
    omnipkg = new Shipped();
    omnipkg.run("-e", "one", "install", "rich==13.7.1", "flask").ok();
    omnipkg.run("-e", "one-pip", "install", "--resolver", "pip", "six").ok();
  }

  @AfterAll
  static void close() {
    omnipkg.close();
  }

  private static void forget() {
    omnipkg.run("daemon", "stop").ok();
    assertEquals(
        0, omnipkg.call(List.of("rm", "-rf", omnipkg.home().resolve("cache").toString())).exit());
  }

  /** In a namespace of the kernel that has no network at all; the daemon is in it, too. */
  private static Shipped.Said apart(String script) {
    String flags = omnipkg.call(List.of("unshare", "-n", "true")).exit() == 0 ? "-n" : "-rn";
    return omnipkg.call(
        List.of(
            "unshare",
            flags,
            "sh",
            "-c",
            "o() { " + COMMAND + " \"$@\"; }\n" + script + "\ncode=$?; o daemon stop; exit $code"));
  }

  @Test
  void a_second_environment_is_made_of_what_the_store_holds_and_runs() {
    forget();
    Shipped.Said said =
        apart(
            "o --offline -e two install rich flask && o -e two exec python -c"
                + " 'import rich, flask, importlib.metadata as m; print(m.version(\"rich\"))'");
    assertEquals("13.7.1", said.ok().out().strip());
  }

  @Test
  void pip_resolves_from_the_store_as_uv_does() {
    forget();
    Shipped.Said said =
        apart(
            "o --offline -e three install --resolver pip flask six && o -e three exec python -c"
                + " 'import flask, six; print(six.__name__)'");
    assertEquals("six", said.ok().out().strip());
  }

  @Test
  void what_is_not_there_is_named_with_who_needs_it() {
    forget();
    Shipped.Said said = apart("o --offline -e four install flask==0.5 no-such-thing");
    said.refused(1, "resolve.offline-missing");
    assertTrue(said.err().contains("`no-such-thing`"), said.err());
    assertTrue(said.err().contains("flask==0.5: the store has 3."), said.err());
    omnipkg.run("-e", "four", "list").refused(1, "environment.unknown");
  }

  @Test
  void what_was_resolved_before_resolves_again_and_nobody_is_asked() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread ear =
          new Thread(
              () -> {
                while (!proxy.isClosed()) {
                  try (Socket call = proxy.accept()) {
                    calls.incrementAndGet();
                  } catch (IOException e) {
                    return;
                  }
                }
              });
      ear.setDaemon(true);
      ear.start();
      for (String resolver : List.of("house", "uv", "pip")) {
        List<String> words = List.of("-e", "dry", "install", "--resolver", resolver, "attrs");
        omnipkg.run(words("--dry-run", words)).ok();
        Shipped.Said again = through(proxy, words("--offline", words("--dry-run", words)));
        assertTrue(again.ok().err().contains("attrs"), again.err());
        through(
                proxy,
                words(
                    "--offline",
                    List.of("-e", "dry", "install", "--resolver", resolver, "no-such-thing")))
            .refused(1, "resolve.offline-missing");
      }
      assertEquals(0, calls.get());
      // the same proxy is asked at once when the network may be used
      through(proxy, new String[] {"-e", "dry", "install", "--upgrade", "packaging"});
      assertTrue(calls.get() > 0);
    }
  }

  private static Shipped.Said through(ServerSocket proxy, String[] words) {
    String address = "http://127.0.0.1:" + proxy.getLocalPort();
    List<String> command = new ArrayList<>(List.of("env"));
    for (String name : List.of("http_proxy", "https_proxy", "all_proxy")) {
      command.add(name + "=" + address);
      command.add(name.toUpperCase(java.util.Locale.ROOT) + "=" + address);
    }
    command.addAll(List.of("NO_PROXY=", "no_proxy=", COMMAND));
    command.addAll(List.of(words));
    return omnipkg.call(command);
  }

  private static String[] words(String first, List<String> rest) {
    return words(first, rest.toArray(String[]::new));
  }

  private static String[] words(String first, String[] rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(rest));
    return all.toArray(String[]::new);
  }
}
