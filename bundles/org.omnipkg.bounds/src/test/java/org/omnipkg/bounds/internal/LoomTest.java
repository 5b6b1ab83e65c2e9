package org.omnipkg.bounds.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.bounds.woven.Ended;
import org.omnipkg.bounds.woven.Leash;

class LoomTest {
  private static int bundles = 1000;

  private final int bundle = bundles++;
  private final List<String> told = new CopyOnWriteArrayList<>();

  @BeforeEach
  void listen() {
    Leash.tell((who, what) -> told.add(what));
  }

  @AfterEach
  void leave() {
    Leash.tell((who, what) -> {});
  }

  /** The rewritten class, in a loader of its own. */
  @SuppressWarnings("unchecked")
  private Callable<Object> rewritten(String what) throws Exception {
    byte[] bytes;
    try (InputStream in = Runaway.class.getResourceAsStream("Runaway.class")) {
      bytes = Loom.rewritten(in.readAllBytes(), bundle);
    }
    ClassLoader loader =
        new ClassLoader(Runaway.class.getClassLoader()) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(Runaway.class.getName())
                ? defineClass(name, bytes, 0, bytes.length)
                : super.loadClass(name, resolve);
          }
        };
    return (Callable<Object>)
        loader.loadClass(Runaway.class.getName()).getConstructor(String.class).newInstance(what);
  }

  @Test
  void rewritten_code_does_what_it_did() throws Exception {
    assertEquals("6", rewritten("nothing").call());
    assertEquals(List.of(), told);
  }

  @ParameterizedTest
  @ValueSource(strings = {"counts", "catches", "locks", "streams"})
  void what_heeds_nothing_ends_with_its_bundle(String what) throws Exception {
    FutureTask<Object> task = new FutureTask<>(rewritten(what));
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    while (thread.getState() == Thread.State.NEW) {
      Thread.onSpinWait();
    }
    Leash.end(bundle);
    ExecutionException ended =
        assertThrows(ExecutionException.class, () -> task.get(1, TimeUnit.MINUTES));
    assertInstanceOf(Ended.class, ended.getCause());
  }

  @Test
  void one_thread_can_be_ended_alone() throws Exception {
    FutureTask<Object> task = new FutureTask<>(rewritten("counts"));
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    Leash.end(thread);
    assertThrows(ExecutionException.class, () -> task.get(1, TimeUnit.MINUTES));
    Leash.free(thread);
    assertEquals("6", rewritten("nothing").call());
  }

  @Test
  void a_thread_stands_still_while_it_is_held_and_can_be_ended_meanwhile() throws Exception {
    FutureTask<Object> task = new FutureTask<>(rewritten("counts"));
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    Leash.hold(thread, System.nanoTime() + TimeUnit.HOURS.toNanos(1));
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    Leash.end(thread);
    ExecutionException ended =
        assertThrows(ExecutionException.class, () -> task.get(1, TimeUnit.MINUTES));
    assertInstanceOf(Ended.class, ended.getCause());
    Leash.free(thread);
  }

  @Test
  void a_thread_that_was_held_goes_on_and_still_knows_of_an_interrupt() throws Exception {
    Callable<Object> code = rewritten("nothing");
    Leash.hold(Thread.currentThread(), System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(5));
    Thread.currentThread().interrupt();
    assertEquals("6", code.call());
    assertTrue(Thread.interrupted());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exits",
        "halts",
        "refers",
        "bound",
        "reflects",
        "handles",
        "virtual",
        "unreflects"
      })
  void nothing_ends_the_process(String what) throws Exception {
    Callable<Object> code = rewritten(what);
    assertThrows(Ended.class, code::call);
    assertEquals(1, told.size());
    assertTrue(told.get(0).matches("(System|Runtime)\\.(exit|halt)"), told.get(0));
  }
}
