package org.omnipkg.engine.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.omnipkg.model.Bubble;
import org.omnipkg.model.Platform;
import org.omnipkg.model.Progress;
import org.omnipkg.model.Runtime;
import org.omnipkg.process.Processes;
import org.omnipkg.spi.Desk;
import org.omnipkg.store.Store;
import org.osgi.service.log.Logger;

class BytecodeTest {
  @TempDir private Path home;
  private FolderStore store;
  private Path python;
  private final BlockingQueue<List<String>> ran = new LinkedBlockingQueue<>();

  @BeforeEach
  void furnish() throws Exception {
    store = new FolderStore(home.resolve("store"));
    python = Files.createFile(home.resolve("python3"));
    assertTrue(python.toFile().setExecutable(true));
  }

  private Store.Tree tree(String key) throws Exception {
    return store.makeTree("py", new Bubble(key, List.of(), Map.of()));
  }

  private Runtime runtime() {
    return new Runtime(
        "python", "cpython", "3.11.4", python, home, "path", Map.of("cache_tag", "cpython-311"));
  }

  private Bytecode bytecode() {
    Processes processes =
        new Processes() {
          @Override
          public Desk.Output run(Desk.Command command, Progress progress) {
            ran.add(command.argv());
            return new Desk.Output(0, "", "");
          }

          @Override
          public Optional<String> confinement() {
            return Optional.empty();
          }

          @Override
          public Platform platform() {
            return new Platform("linux", "x86_64", "glibc", "2.36");
          }
        };
    Logger log =
        (Logger)
            Proxy.newProxyInstance(
                Logger.class.getClassLoader(),
                new Class<?>[] {Logger.class},
                (proxy, method, arguments) -> null);
    return new Bytecode(
        processes, store, new MemoryEnvironments(home.resolve("env")), store, () -> home, log, 0);
  }

  @Test
  void a_tree_is_compiled_once_per_tag() throws Exception {
    Bytecode bytecode = bytecode();
    bytecode.later(List.of(tree("rich-1")), runtime());
    assertTrue(String.join(" ", ran.take()).contains("py/rich-1/lib/py/site-packages"));
    bytecode.later(List.of(tree("rich-1"), tree("flask-1")), runtime());
    String second = String.join(" ", ran.take());
    assertTrue(second.contains("flask-1"), second);
    assertFalse(second.contains("rich-1"), second);
    bytecode.stop();
  }

  @Test
  void what_a_stopped_daemon_left_is_picked_up_by_the_next() throws Exception {
    tree("rich-1");
    store.put(
        Bytecode.OPEN, "py/rich-1/cpython-311", python.toString().getBytes(StandardCharsets.UTF_8));
    Bytecode bytecode = bytecode();
    assertTrue(String.join(" ", ran.take()).contains("rich-1"));
    bytecode.stop();
  }

  @Test
  void what_compiling_leaves_is_told_from_what_does_not_belong() {
    assertTrue(Bytecode.made("lib/a/__pycache__/b.cpython-311.pyc"));
    assertTrue(Bytecode.made("__pycache__/b.cpython-311.pyc.140213"));
    assertFalse(Bytecode.made("lib/a/b.pyc"));
    assertFalse(Bytecode.made("lib/__pycache__/b.py"));
    assertEquals(List.of(), List.copyOf(ran));
  }
}
