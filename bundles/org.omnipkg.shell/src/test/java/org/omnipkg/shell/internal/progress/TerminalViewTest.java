package org.omnipkg.shell.internal.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.omnipkg.model.Progress;

class TerminalViewTest {
  private final AtomicLong clock = new AtomicLong();
  private final AtomicBoolean gone = new AtomicBoolean();

  private TerminalView view(Screen screen, int columns, int rows) {
    return new TerminalView(
        screen,
        new TerminalView.Looks(Glyphs.UNICODE, columns, rows, true, false),
        gone::get,
        clock::get);
  }

  private void tick(TerminalView view) {
    clock.addAndGet(100_000_000);
    view.redraw();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 20, 40, 52, 80, 200})
  void nothing_is_ever_wider_than_the_terminal(int columns) {
    Screen screen = new Screen(columns);
    TerminalView view = view(screen, columns, 24);
    view.step("Fetching a good many things from a place with a long name 日本語");
    List<Progress.Task> tasks = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      tasks.add(view.task("some_rather_long_name-1.2.3-cp311-cp311-x86_64." + i, 1L << (i * 4)));
      tasks.get(i).advance(i * 999_999L);
      tick(view);
    }
    tasks.add(view.task("unknown size", -1));
    clock.addAndGet(3_600_000_000_000L);
    tick(view);
    tasks.forEach(Progress.Task::close);
    tick(view);
    assertTrue(screen.widest > 0);
    view.close();
    assertEquals(List.of(""), screen.lines());
    assertTrue(screen.cursor);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 24})
  void the_region_is_lower_than_the_terminal(int rows) {
    Screen screen = new Screen(80);
    TerminalView view = view(screen, 80, rows);
    for (int i = 0; i < 9; i++) {
      view.task("file" + i, 100).advance(i);
    }
    tick(view);
    assertEquals(Math.max(1, Math.min(8, rows - 1)), screen.lines().size());
  }

  @Test
  void downloads_show_bytes_rate_bar_and_total() {
    Screen screen = new Screen(80);
    TerminalView view = view(screen, 80, 24);
    view.step("Fetching");
    Progress.Task first = view.task("a.whl", 4_000_000);
    Progress.Task second = view.task("b.whl", 2_000_000);
    first.advance(1_000_000);
    tick(view);
    assertEquals("⠋ Fetching", screen.lines().get(0));
    assertTrue(
        screen.lines().get(1).matches("  a.whl .*━{4}─{12} +1.0 MB of 4.0 MB, 10.0 MB/s"),
        screen.lines().get(1));
    assertEquals("  0 done, 2 under way: 1.0 MB of 6.0 MB, 10.0 MB/s", screen.lines().get(3));
    second.advance(2_000_000);
    second.close();
    tick(view);
    assertTrue(screen.lines().get(2).startsWith("  1 done, 1 under way: 3.0 MB of 6.0 MB"));
    assertFalse(screen.cursor);
    assertTrue(screen.colored);
  }

  @Test
  void notes_stay_above_and_the_region_goes() {
    Screen screen = new Screen(80);
    TerminalView view = view(screen, 80, 24);
    view.note("before");
    view.step("Resolving");
    tick(view);
    view.note("while");
    assertEquals(List.of("before", "while", "⠙ Resolving"), screen.lines());
    view.close();
    assertEquals(List.of("before", "while", ""), screen.lines());
    assertTrue(screen.atLineStart());
    assertTrue(screen.cursor);
  }

  @Test
  void quick_work_draws_nothing() {
    Screen screen = new Screen(80);
    TerminalView view = view(screen, 80, 24);
    view.step("Resolving");
    view.task("a.whl", 10).close();
    view.close();
    assertEquals(List.of(""), screen.lines());
    assertEquals(0, screen.widest);
    assertFalse(screen.colored);
  }

  @Test
  void long_steps_show_their_seconds() {
    Screen screen = new Screen(80);
    TerminalView view = view(screen, 80, 24);
    view.step("Building legacy");
    clock.addAndGet(5_000_000_000L);
    tick(view);
    assertEquals("⠋ Building legacy 5 s", screen.lines().get(0));
  }

  @Test
  void cancelled_work_leaves_a_clean_terminal() {
    Screen screen = new Screen(80);
    TerminalView view = view(screen, 80, 24);
    view.step("Fetching");
    tick(view);
    gone.set(true);
    tick(view);
    assertEquals(List.of(""), screen.lines());
    assertTrue(screen.cursor);
    assertThrows(CancellationException.class, view::checkpoint);
    view.close();
    assertEquals(List.of(""), screen.lines());
  }

  @Test
  void after_the_end_nothing_is_drawn() {
    Screen screen = new Screen(80);
    TerminalView view = view(screen, 80, 24);
    tick(view);
    view.close();
    view.step("late");
    tick(view);
    view.close();
    assertEquals(List.of(""), screen.lines());
    assertTrue(screen.cursor);
  }

  @Test
  void labels_cannot_steer_the_terminal() {
    Screen screen = new Screen(80);
    TerminalView view = view(screen, 80, 24);
    view.step("a\u001b[2Jb\nc");
    view.task("evil\u001b]0;x\u0007\r\n.whl", 10);
    tick(view);
    assertEquals("⠋ a[2Jb c", screen.lines().get(0));
    assertTrue(screen.lines().get(1).startsWith("  evil]0;x .whl"), screen.lines().get(1));
  }

  @Test
  void without_colour_there_is_none() {
    Screen screen = new Screen(80);
    TerminalView view =
        new TerminalView(
            screen, new TerminalView.Looks(Glyphs.ASCII, 0, 0, false, true), gone::get, clock::get);
    try (Progress.Task task = view.task("a.whl", 100)) {
      task.advance(50);
      tick(view);
    }
    assertFalse(screen.colored);
    assertEquals("a.whl 50 B", screen.lines().get(0));
    assertEquals("/ Working", screen.lines().get(1));
  }

  @Test
  void a_terminal_that_has_gone_is_no_error() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("gone");
          }
        };
    TerminalView view =
        new TerminalView(
            broken,
            new TerminalView.Looks(Glyphs.ASCII, 80, 24, false, false),
            gone::get,
            clock::get);
    view.redraw();
    view.note("unheard");
    view.close();
  }

  @Test
  void many_threads_at_once_leave_the_right_sum() throws InterruptedException {
    Screen screen = new Screen(80);
    TerminalView view = view(screen, 80, 24);
    view.step("Fetching");
    List<Thread> threads = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    for (int i = 0; i < 8; i++) {
      Thread thread = new Thread(() -> work(view, start));
      thread.start();
      threads.add(thread);
    }
    start.countDown();
    for (int i = 0; i < 50; i++) {
      tick(view);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    tick(view);
    assertEquals("  400 done: 400 kB of 400 kB", screen.lines().get(1));
    view.close();
    assertEquals(List.of(""), screen.lines());
  }

  private static void work(TerminalView view, CountDownLatch start) {
    try {
      start.await();
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    }
    for (int i = 0; i < 50; i++) {
      try (Progress.Task task = view.task("file", 1000)) {
        task.advance(1000);
      }
    }
  }

  @Test
  void the_locale_chooses_the_glyphs() {
    assertEquals(Glyphs.UNICODE, Glyphs.of(Map.of("LANG", "de_DE.UTF-8")));
    assertEquals(Glyphs.UNICODE, Glyphs.of(Map.of("LC_ALL", "", "LC_CTYPE", "C.utf8")));
    assertEquals(Glyphs.ASCII, Glyphs.of(Map.of("LC_ALL", "C", "LANG", "de_DE.UTF-8")));
    assertEquals(Glyphs.ASCII, Glyphs.of(Map.of()));
  }
}
